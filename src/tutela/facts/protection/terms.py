"""The words that facts of police protection share."""

from __future__ import annotations

from typing import Final, Literal

USE: Final = ("protection",)
Place = Literal[
    "foster_carer", "relative", "childrens_home", "hospital", "refuge", "local_authority", "school", "other_suitable", "police_station", "unknown",
]
Holder = Literal["mother", "father", "parent", "parental_responsibility", "lived_with", "contact_order", "representative", "other"]
"""Whom Children Act 1989 s46(4) and (10) name: parents, others with parental responsibility, with whom the child lived, who has an order for contact."""
Order = Literal[
    "emergency_protection", "interim_care", "care", "supervision", "recovery", "exclusion", "child_arrangements", "special_guardianship", "wardship",
    "secure_accommodation", "other",
]
Plan = Literal["emergency_protection_order", "voluntary_accommodation", "care_order", "home_with_safety_plan", "relative", "other"]
