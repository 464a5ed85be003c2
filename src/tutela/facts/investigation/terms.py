"""The words that facts of investigations share."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from tutela.facts.missing import Action

CASE: Final = ("investigation",)
HAPPENING: Final = "investigation|incident|crime"
CHILD: Final = "child|person"
SUSPECT: Final = "offender|person|adult|child"
"""A suspect is named as an offender or a person, never by what the force thinks of them; a child may be one."""
Abuse = Literal[
    "rape", "contact_sexual", "online_sexual", "indecent_images", "images_between_children", "sexual_exploitation", "criminal_exploitation", "trafficking",
    "neglect", "physical", "emotional", "domestic_abuse", "female_genital_mutilation", "honour_based_abuse", "other",
]
Sign = Literal["online", "sexual_image", "threat_to_share", "older_contact", "gifts_or_debt", "drugs", "position_of_trust", "peer", "stranger", "other"]
Risk = Literal["very_high", "high", "medium", "low"]
Route = Literal[
    "household", "address", "sibling", "friend", "peer", "suspects_own", "partners_child", "relative", "online_contact", "school", "workplace", "activity",
    "other",
]
"""How the suspect may reach a child, or how the child came to be named."""


class Task(Action, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Further work that somebody set; ``ref`` is the action's own reference, where it has one."""

    ref: str = ""


class RouteAnswered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to other children, and what was found of it."""

    route: Route
    answer: str


class LineAnswered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of enquiry as a review left it."""

    line: str
    state: Literal["progressed", "challenged", "closed", "not_started"]
    words: str = ""


class WaitAnswered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a review decided on one submission that waits for its examination."""

    submission: str
    decision: Literal["chase", "prioritise", "challenge", "accept"]
    why: str = ""
