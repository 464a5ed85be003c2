"""The words that facts of information law share."""

from __future__ import annotations

from typing import Final

REQUEST: Final = ("request",)
BREACH: Final = ("breach",)
RECORD: Final = (
    "child|adult|person|offender|episode|incident|crime|investigation|device|place|phone|vehicle|account|plan|meeting|submission|order|notice|"
    "detention|protection|warrant|document"
)
"""Whatever is kept and may be due for review."""
