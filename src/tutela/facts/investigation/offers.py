"""Help that specialists offer to an investigation that they do not hold: offered, taken, declined, given."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CASE

Help = Literal["victim_identification", "digital", "exploitation", "interviewing", "modern_slavery", "child_abuse", "other"]


class SpecialistHelpAsked(Payload):
    """An investigator asked a specialist for help."""

    ABOUT: ClassVar = ("investigation|incident|crime",)
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "digital", "what": "How to keep the account's data."}
    kind: Help = "other"
    what: str = ""


class SpecialistHelpOffered(Payload):
    """A specialist offered help, such as a victim identification officer by a line on the log. ``request`` names it where there are several."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "victim_identification", "what": "Open-source checks; how to ask the platform.", "contact": "The unit's desk",
    }
    kind: Help = "other"
    what: str = ""
    contact: str = ""


class SpecialistHelpAccepted(Payload):
    """The investigator took the offer."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "Yes please: today if you can."}
    words: str = ""


class SpecialistHelpDeclined(Payload):
    """The investigator declined the offer, and why."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "The online team has done it on Monday."}
    why: str = ""


class SpecialistHelpGiven(Payload):
    """The specialist helped, and what it brought."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "Username held by a man in another force's area."}
    result: str = ""
