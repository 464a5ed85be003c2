"""The words that facts of governance share."""

from __future__ import annotations

from typing import Final, Literal

CASE: Final = "child|adult|person|offender|investigation|incident|episode|crime|detention|protection|notice|submission|plan|order|warrant"
"""What a concern or an audit may be about: one case, whatever the force calls it."""
WORK: Final = ("action|recommendation",)
INSPECTION: Final = ("inspection",)
TEAM: Final = "unit|force"
Theme = Literal[
    "initial_contact", "assessment_and_help", "missing", "exploitation", "domestic_abuse", "investigation", "online_abuse", "digital_forensics",
    "decision_making", "police_protection", "offenders", "custody", "leadership", "partnership", "workforce", "other",
]
CaseGrade = Literal["good", "requires_improvement", "inadequate", "not_graded"]
