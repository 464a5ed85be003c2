"""The words that facts of digital forensics share."""

from __future__ import annotations

from typing import Final, Literal

DEVICE: Final = ("device",)
SUBMISSION: Final = ("submission",)
WAITS: Final = ("submission|device",)
"""A unit's log may know the submission, the single device, or both."""
Thing = Literal["phone", "tablet", "computer", "drive", "camera", "console", "router", "vehicle_unit", "watch", "cloud_account", "other"]
Whose = Literal["suspect", "victim", "witness", "not_known"]
Stage = Literal[
    "awaiting_acceptance", "awaiting_triage_allocation", "awaiting_triage", "awaiting_allocation", "awaiting_examination", "awaiting_storage",
    "awaiting_grading", "awaiting_review", "awaiting_outsourcing", "at_provider",
]
"""Where a submission or device waits. Being worked on is no waiting: that has facts of its own."""
Priority = Literal["p1", "p2", "p3", "p4"]
"""The unit's own bands, the most urgent first."""
