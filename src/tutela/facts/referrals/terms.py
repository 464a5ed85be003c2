"""The words that facts of referrals share."""

from __future__ import annotations

from typing import Final, Literal

SUBJECT: Final = ("child|adult|person",)
CHILD: Final = ("child|person",)
NOTICE: Final = ("notice", "child|adult|person")
CHALLENGE: Final = ("request", "child|person")
CASE: Final = ("request", "child|adult|person")
"""One case before a conference on domestic abuse: the referral itself and the victim."""
MEETING: Final = ("meeting",)
INCIDENT: Final = ("incident",)
ORDER: Final = ("order",)

Aware = Literal["appearance", "words", "activity", "relationships", "environment"]
Harm = Literal[
    "physical", "emotional", "sexual", "neglect", "domestic_abuse", "sexual_exploitation", "criminal_exploitation", "online",
    "radicalisation", "female_genital_mutilation", "forced_marriage", "honour_based_abuse", "trafficking", "self_harm", "other",
]
Connection = Literal[
    "present", "lives_there", "usually_lives_elsewhere", "sibling", "friend", "named_victim", "suspects_child", "at_suspects_address",
    "reached_by_offender", "caller", "unborn", "other",
]
"""How a child comes into what is dealt with."""
Urgency = Literal["immediate", "same_day", "next_day", "routine"]
Colour = Literal["red", "amber", "green", "blue"]
Threshold = Literal["child_protection", "child_in_need", "early_help", "universal", "none"]
Agency = Literal[
    "police", "social_care", "emergency_duty_team", "health", "education", "early_help", "probation", "youth_justice", "housing",
    "adult_services", "domestic_abuse_support", "voluntary", "court_advisers", "other",
]
Assessment = Literal["missing", "exploitation", "offender", "domestic_abuse", "investigation"]
Level = Literal["practitioner", "team_manager", "head_of_service", "strategic"]
"""The rungs of a disagreement between agencies, as the local protocol names them."""
