"""The training day's clock: the machine's own, moved by what the database says. Only a database marked training has one."""

from __future__ import annotations

from datetime import datetime

from tutela.foundations.forces.models import Deployment
from tutela.foundations.kit import clock


def training_time() -> datetime:
    """The time of the training day; the machine's own, where the database is not marked training."""
    moved = Deployment.objects.filter(pk=1, training=True).values_list("clock_moved", flat=True).first()
    return clock.wall() + moved if moved else clock.wall()


def install() -> None:
    """Let the business go by the training day's clock; a database that is not marked training is not changed by it."""
    clock.read_from(training_time)


def is_training() -> bool:
    """Is this database for training?"""
    return Deployment.objects.filter(pk=1, training=True).exists()
