"""Persons as the force knows them: stubs and known, with names, addresses, care, relationships, markers, and which were decided to be one.

Of a child who only stood by, a stub is enough (data minimisation: DPA 2018 s37); it says why it became more. Age is never stored: it is
reckoned from birth at the event. Whether a row stands is said by its ``ended_at`` or ``until``; nothing is removed.
"""

from __future__ import annotations

from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from tutela.foundations.kit import ids, refs
from tutela.foundations.work.roots import Root

BASES: Final = ("document", "stated", "carer", "record", "unknown")
USES: Final = ("name", "former", "alias", "nickname")


def _choices(*values: str) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def _ended(name: str, at: str = "ended_at", by: str = "ended_by") -> models.CheckConstraint:
    """Whoever ended it is named, and nobody where it stands."""
    return models.CheckConstraint(name=name, condition=Q(**{at: None, by: ""}) | (Q(**{f"{at}__isnull": False}) & ~Q(**{by: ""})))


class Person(Root):
    """A person. Whatever facts call them (child, adult, offender) is what was said of them, not who they are."""

    KIND: ClassVar[str] = "person"

    status = models.CharField(max_length=8, choices=_choices("stub", "known"), default="stub")
    known_why = models.CharField(max_length=200, blank=True)
    """Why a stub became more."""
    sex = models.CharField(max_length=10, blank=True, choices=_choices("female", "male", "other", "unknown"))
    gender = models.CharField(max_length=40, blank=True)
    """In the person's own words, where they said."""
    said_adult = models.BooleanField(default=False)
    """A source calls them an adult and nobody gave a date of birth: that is not doubt."""
    born_earliest = models.DateField(null=True)
    born_latest = models.DateField(null=True)
    born_precision = models.CharField(max_length=8, blank=True, choices=_choices("day", "week", "month", "year"))
    born_basis = models.CharField(max_length=10, blank=True, choices=_choices(*BASES))
    born_disputed = models.BooleanField(default=False)
    born_fact = models.CharField(max_length=120, blank=True)
    """The fact that says so: what a correction supersedes."""
    died_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["born_earliest", "born_latest"], name="person_born"),)
        constraints = (
            models.CheckConstraint(
                name="person_born_whole_or_not",
                condition=Q(born_earliest=None, born_latest=None, born_precision="", born_basis="", born_disputed=False)
                | (Q(born_earliest__isnull=False, born_latest__gte=F("born_earliest")) & ~Q(born_precision="") & ~Q(born_basis="")),
            ),
            models.CheckConstraint(name="person_known_says_why", condition=Q(status="stub") | ~Q(known_why="")),
            models.CheckConstraint(name="person_adult_without_birth", condition=Q(said_adult=False) | Q(born_earliest=None)),
        )


class AgeEstimate(models.Model):
    """Somebody judged how old a person is, between two ages. The latest counts, and only while no birth is known."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    youngest = models.PositiveSmallIntegerField()
    oldest = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["person", "-at"], name="estimate_person"),)
        constraints = (models.CheckConstraint(name="estimate_in_order", condition=Q(oldest__gte=F("youngest")) & Q(oldest__lte=130)),)


class Name(models.Model):
    """A name by which a person is or was known. One is the main name; it gives way and is kept."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given = models.CharField(max_length=100, blank=True)
    family = models.CharField(max_length=100, blank=True)
    full = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    use = models.CharField(max_length=8, choices=_choices(*USES), default="name")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["person", "until"], name="name_person"),)
        constraints = (
            models.UniqueConstraint(name="name_one_main", fields=["person"], condition=Q(use="name", until=None)),
            models.UniqueConstraint(name="name_once", fields=["person", "use", "folded"], condition=Q(until=None)),
            models.CheckConstraint(name="name_says_something", condition=~Q(folded="")),
        )


class NameKey(models.Model):
    """One word of a name as look-up finds it: folded, and by its sound."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    name = models.ForeignKey(Name, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=100)
    sound = models.GeneratedField(expression=models.Func(F("key"), function="dmetaphone"), output_field=models.TextField(), db_persist=True)

    class Meta:
        indexes = (
            models.Index(OpClass(F("key"), name="varchar_pattern_ops"), F("person"), name="namekey_key"),
            models.Index(fields=["sound", "person"], name="namekey_sound", condition=~Q(sound="")),
            models.Index(fields=["name"], name="namekey_name"),
            models.Index(fields=["person", "key"], name="namekey_person"),
        )


class Address(models.Model):
    """Where a person lives, stays or often is."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120)
    use = models.CharField(max_length=10, choices=_choices("home", "placement", "stay", "school", "frequents", "former"), default="home")
    since = models.DateTimeField()
    by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=["place", "ended_at"], name="address_place"), models.Index(fields=["person", "ended_at"], name="address_person"))
        constraints = (
            models.UniqueConstraint(name="address_once", fields=["person", "place", "use"], condition=Q(ended_at=None)),
            _ended("address_ended_by_somebody"),
        )


class Care(models.Model):
    """In whose care a child is, and which local authorities answer (Children Act 1989 ss20, 22, 31; the host is where the child is placed)."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=_choices("with_parents", "looked_after", "kinship", "leaving_care", "unaccompanied", "unknown"))
    placement = models.CharField(
        max_length=16, blank=True, choices=_choices("home", "childrens_home", "foster", "semi_independent", "unregulated", "secure", "other"),
    )
    responsible_authority = models.CharField(max_length=120, blank=True)
    host_authority = models.CharField(max_length=120, blank=True)
    legal_basis = models.CharField(max_length=8, blank=True, choices=_choices("s20", "s31", "s38", "remand", "other"))
    since = models.DateTimeField()
    by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=["person", "since"], name="care_person"),)
        constraints = (
            models.UniqueConstraint(name="care_one_stands", fields=["person"], condition=Q(ended_at=None)),
            _ended("care_ended_by_somebody"),
        )


class Professional(models.Model):
    """Somebody who works with a person, reached through their agency."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    profession = models.CharField(
        max_length=16, choices=_choices("social_worker", "school", "health", "youth_justice", "early_help", "probation", "advocate", "other"),
    )
    agency = models.CharField(max_length=120)
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    known_as = models.CharField(max_length=80, blank=True)
    """The professional's own person reference, where the force holds them as a person: what shows that they are linked."""
    since = models.DateTimeField()
    by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["person", "ended_at"], name="professional_person"),
            models.Index(fields=["email"], name="professional_email", condition=~Q(email="")),
        )
        constraints = (
            models.UniqueConstraint(name="professional_once", fields=["person", "profession", "agency", "name"], condition=Q(ended_at=None)),
            _ended("professional_ended_by_somebody"),
        )


class Relationship(models.Model):
    """How one person stands to another: ``other`` is the ``relation`` of ``person`` (parent, partner, sibling, friend …)."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=40)
    since = models.DateTimeField()
    by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="relationship_once", fields=["person", "other", "relation"], condition=Q(ended_at=None)),
            models.CheckConstraint(name="relationship_of_two", condition=~Q(person=F("other"))),
            models.CheckConstraint(name="relationship_says_what", condition=~Q(relation="")),
            _ended("relationship_ended_by_somebody"),
        )


class SourceIdentity(models.Model):
    """Under which reference another system knows a person; each of them is one person here."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    system = models.CharField(max_length=40)
    ref = models.CharField(max_length=120)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="source_identity_once", fields=["system", "ref"]),)


class Marker(models.Model):
    """A warning about a person: the words that everybody who attends sees, and a detail behind them for those whom it concerns."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    marker = models.CharField(max_length=40)
    level = models.CharField(max_length=6, blank=True, choices=_choices("low", "medium", "high"))
    evidence = models.CharField(max_length=200, blank=True)
    """Where the ground is (a reference, never its content)."""
    review_by = models.DateField(null=True)
    until = models.DateField(null=True)
    """The last day for which it was meant. It stands until a person takes it off."""
    shown = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    audience = ArrayField(models.CharField(max_length=80), default=list)
    """``role@area`` who may read the detail. The policy reads it as a restriction of this marker, and of nothing else."""
    covert = models.BooleanField(default=False)
    """Nobody but the audience learns that the marker is there (before a warrant)."""
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    fact = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["person", "ended_at"], name="marker_person"),
            models.Index(fields=["recorded_at", "id"], name="marker_recorded"),
            models.Index(fields=["review_by"], name="marker_to_review", condition=Q(ended_at=None, review_by__isnull=False)),
        )
        constraints = (
            models.UniqueConstraint(name="marker_one_stands", fields=["person", "marker"], condition=Q(ended_at=None) & ~Q(marker="other")),
            models.CheckConstraint(name="marker_shows_something", condition=~Q(shown="")),
            models.CheckConstraint(name="marker_detail_is_for_somebody", condition=Q(detail="", covert=False) | Q(audience__len__gt=0)),
            models.CheckConstraint(
                name="marker_ended_with_reason",
                condition=Q(ended_at=None, ended_by="", ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_by="") & ~Q(ended_why="")),
            ),
        )

    @property
    def ref(self) -> str:
        """How the policy's restrictions and grants name this marker."""
        return refs.make("marker", self.id)


class Merge(models.Model):
    """Two were decided to be one person, by a person; undone, they are two again. Nothing of either is moved."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    why = models.CharField(max_length=400)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, blank=True)
    undone_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="merge_one_stands", fields=["merged"], condition=Q(undone_at=None)),
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("merged"))),
            models.CheckConstraint(name="merge_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="merge_undone_with_reason",
                condition=Q(undone_at=None, undone_by="", undone_why="") | (Q(undone_at__isnull=False) & ~Q(undone_by="") & ~Q(undone_why="")),
            ),
        )
