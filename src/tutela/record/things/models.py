"""Places, phones, vehicles, devices, accounts: what facts name beside people, each once, whatever a source calls it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from tutela.foundations.kit import ids
from tutela.foundations.work.roots import Root


class Place(Root):
    """Somewhere: an address, or only what somebody called it."""

    KIND: ClassVar[str] = "place"

    lines = ArrayField(models.CharField(max_length=120), default=list)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    kind = models.CharField(
        max_length=14, choices=[(k, k) for k in ("home", "childrens_home", "school", "street", "other")], default="other",
    )
    folded = models.CharField(max_length=400, blank=True)
    """Its lines and postcode as they are compared; empty where nothing but a source's reference is known."""
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(OpClass(F("folded"), name="varchar_pattern_ops"), name="place_folded"),
            GinIndex(SearchVector("folded", config="simple"), name="place_words"),
            models.Index(OpClass(F("postcode"), name="varchar_pattern_ops"), name="place_postcode", condition=~Q(postcode="")),
        )
        constraints = (
            models.UniqueConstraint(name="place_uprn_once", fields=["uprn"], condition=~Q(uprn="")),
            models.UniqueConstraint(name="place_once", fields=["folded"], condition=~Q(folded="")),
            models.CheckConstraint(name="place_grid_whole", condition=Q(easting=None, northing=None) | Q(easting__isnull=False, northing__isnull=False)),
        )


class Phone(Root):
    """A telephone number."""

    KIND: ClassVar[str] = "phone"

    number = models.CharField(max_length=24)
    """In international form, or as it was given where that is not known."""

    class Meta:
        constraints = (models.UniqueConstraint(name="phone_once", fields=["number"]),)


class Vehicle(Root):
    """A vehicle."""

    KIND: ClassVar[str] = "vehicle"

    plate = models.CharField(max_length=16)
    description = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="vehicle_once", fields=["plate"]),)


class Device(Root):
    """A phone, computer or drive as an exhibit or as somebody's: known by its serial number, IMEI or exhibit mark."""

    KIND: ClassVar[str] = "device"

    mark = models.CharField(max_length=80)
    description = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="device_once", fields=["mark"]),)


class Account(Root):
    """An account on a platform."""

    KIND: ClassVar[str] = "account"

    platform = models.CharField(max_length=60)
    handle = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(name="account_once", fields=["platform", "handle"]),)


class SourceThing(models.Model):
    """What another system calls a thing of ours."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    system = models.CharField(max_length=40)
    ref = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    thing = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["thing"], name="source_thing_thing"),)
        constraints = (models.UniqueConstraint(name="source_thing_once", fields=["system", "kind", "ref"]),)
