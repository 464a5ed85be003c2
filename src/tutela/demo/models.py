"""The synthetic day, as far as it has been lived: one row, and only in a database marked training."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tutela.demo.day.world import INCIDENTS, LENGTH, MISSING


class TrainingDay(models.Model):
    """When it began, how far it has been lived, how fast it goes, and which seats people have taken."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    begun = models.DateTimeField()
    lived = models.DateTimeField()
    seed = models.PositiveIntegerField(default=1)
    incidents = models.PositiveIntegerField(default=INCIDENTS)
    missing = models.PositiveIntegerField(default=MISSING)
    speed = models.PositiveSmallIntegerField(default=10)
    """How many times faster than life."""
    running = models.BooleanField(default=False)
    ticked_at = models.DateTimeField()
    """By the machine's own clock, when it was last let go on."""
    seats = ArrayField(models.CharField(max_length=80), default=list)
    """Officers whose seat a person has taken: nobody acts in their name."""
    made = models.JSONField(default=dict)
    """The records of each incident, by its number in the script."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="training_day_is_one", condition=models.Q(pk=1)),
            models.CheckConstraint(name="training_day_goes_forward", condition=models.Q(lived__gte=models.F("begun"))),
        )

    @property
    def over(self) -> bool:
        """Has all of it been lived?"""
        return self.lived >= self.begun + LENGTH
