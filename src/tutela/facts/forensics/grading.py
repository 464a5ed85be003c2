"""Indecent images: filtered, graded, put on the national database; the children in them sought. Nothing here holds or sends an image."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.forensics.terms import WAITS
from tutela.facts.form import Payload

GRADER = ("officer",)


class KnownImagesFiltered(Payload):
    """A set was compared with the images that the national database knows, so that nobody views them again."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"images": 48000, "known": 41000, "hours_saved": 60}
    images: int | None = None
    known: int | None = None
    hours_saved: int | None = None


class GradingAllocated(Payload):
    """A grader has the set; how long they have viewed this week, as it was then."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"grader": "o:81", "hours_viewed_this_week": 9}
    grader: str = ""
    hours_viewed_this_week: int | None = None


class ImagesGraded(Payload):
    """A set was graded: how many of each category, stills and films, and whether a child is in them whom nobody knows."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {
        "a_stills": 12, "a_films": 3, "b_stills": 40, "b_films": 0, "c_stills": 300, "c_films": 2, "prohibited": 0, "unknown_child": True, "hours": 6,
    }
    a_stills: int | None = None
    a_films: int | None = None
    b_stills: int | None = None
    b_films: int | None = None
    c_stills: int | None = None
    c_films: int | None = None
    prohibited: int | None = None
    unknown_child: bool | None = None
    """Is there material not known before, of a child whom nobody has identified?"""
    hours: int | None = None


class GraderViewed(Payload):
    """How long somebody viewed, on one day."""

    ABOUT: ClassVar = GRADER
    EXAMPLE: ClassVar[dict[str, object]] = {"hours": 3}
    hours: int


class GraderSupported(Payload):
    """Somebody who views was seen by who looks after them."""

    ABOUT: ClassVar = GRADER
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "screening", "fit_to_view": True}
    kind: Literal["screening", "counselling", "supervisor"] | None = None
    fit_to_view: bool | None = None


class NationalUploadMade(Payload):
    """The graded set was uploaded to the national Child Abuse Image Database (CAID)."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"reference": "CAID-26-1201"}
    reference: str = ""


class NationalUploadNotMade(Payload):
    """It was said why a graded set is not on the national database (CAID)."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "no_officer", "why": "No victim identification officer in post."}
    reason: Literal["no_officer", "court", "no_access", "all_known", "fault", "other"] = "other"
    why: str = ""


class VictimIdentificationBegan(Payload):
    """A victim identification officer took up the search for a child seen in material not known before. ``about`` names the child by a stub."""

    ABOUT: ClassVar = (f"child|person|{WAITS[0]}",)
    EXAMPLE: ClassVar[dict[str, object]] = {"officer": "o:82", "series": ""}
    officer: str = ""
    series: str = ""


class DatabasesSearched(Payload):
    """Where the child was looked for: the national database, the international one, other forces, missing children."""

    ABOUT: ClassVar = ("child|person|submission|device",)
    EXAMPLE: ClassVar[dict[str, object]] = {"searched": ["caid", "icse", "missing"], "hit": False}
    searched: tuple[Literal["caid", "icse", "other_force", "missing", "schools", "open_source", "other"], ...] = ()
    hit: bool | None = None


class VictimIdentified(Payload):
    """The child was identified. ``about`` names them; two references become one person by a decision elsewhere."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "School badge.", "where": "another force's area"}
    how: str = ""
    where: str = ""


class VictimNotIdentified(Payload):
    """The search was ended or handed on without the child, and to whom."""

    ABOUT: ClassVar = ("child|person|submission|device",)
    EXAMPLE: ClassVar[dict[str, object]] = {"handed_to": "International database", "why": "Nothing points to a country.", "look_again": "2026-09-01T09:00:00Z"}
    handed_to: str = ""
    why: str = ""
    look_again: datetime | None = None


class CrimesScanned(Payload):
    """A victim identification officer read through crimes held by others for abuse online. What they offer to each is a fact of investigation."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"crimes_read": 120, "found": ["inv:7", "inv:9"]}
    crimes_read: int | None = None
    found: tuple[str, ...] = ()
