"""An episode is closed with everything that a closing asks for: each question of the return answered, or why it cannot be."""

from __future__ import annotations

from typing import Any, Final

from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock
from tutela.practice.missing import operations
from tutela.practice.missing.operations.returning import Told
from tutela.record.enquiries.engine.returned import CLOSING

TOLD: Final = Told(unanswered=dict.fromkeys(CLOSING, "Nobody asked on the night."))


def sign(staff: Staff, episode: str, key: str, signs_as: str, quality: int = 4, **more: Any) -> None:
    """Score the record of the return; there is a sergeant where nobody made one."""
    if "sergeant" not in staff.officers:
        staff.add("sergeant", "Kay Lund", "Sergeant", "sergeant@response")
    do(operations.sign_form, staff[key], more.pop("at", None) or clock.now(), episode=episode, signs_as=signs_as, quality=quality, **more)


def signed(staff: Staff, episode: str, **more: Any) -> None:
    """Both sign it off."""
    sign(staff, episode, "sergeant", "line_manager", **more)
    sign(staff, episode, "cii", "responsible", **more)


def close(staff: Staff, episode: str, reason: str = "Home and seen.", **more: Any) -> None:
    """Close it now, as the critical incident inspector, once it is signed off."""
    at = more.pop("at", None) or clock.now()
    signed(staff, episode, at=at)
    do(operations.close_episode, staff["cii"], at, episode=episode, reason=reason, **{"told": TOLD, **more})
