"""The words that facts of the management of offenders share."""

from __future__ import annotations

from typing import Final, Literal

OFFENDER: Final = ("offender",)
ANYBODY: Final = ("offender|adult|person|child",)
"""Somebody who is not an offender yet: charged, suspected, asked about."""
CONTACT: Final = ("offender", "child|person")
BREACH: Final = ("breach", "offender")
ORDER: Final = ("order", *ANYBODY)
PLAN: Final = ("plan", "offender")
RiskLevel = Literal["low", "medium", "high", "very_high"]
OrderKind = Literal[
    "sexual_harm_prevention_order", "sexual_risk_order", "notification_order", "sexual_offences_prevention_order", "risk_of_sexual_harm_order",
    "foreign_travel_order", "violent_offender_order", "stalking_protection_order", "restraining_order", "criminal_behaviour_order",
    "slavery_and_trafficking_order", "domestic_abuse_order", "other",
]
"""Orders repealed since 2015 may still be in force."""
Where = Literal["home", "office", "police_station", "prison", "probation_office", "telephone", "desk", "other"]
"""Where something was done with the offender; ``desk``: without the offender."""
Origin = Literal[
    "offender", "visit", "family", "public", "probation", "local_authority", "school", "other_force", "intelligence", "incident", "application", "device",
    "borders", "carrier", "other",
]
"""From whom, or on what occasion, something was learnt."""
