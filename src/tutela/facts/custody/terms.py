"""The words that facts of detention share."""

from __future__ import annotations

from typing import Final, Literal

STAY: Final = ("detention",)
Accommodation = Literal["non_secure", "secure"]
Responsible = Literal["mother", "father", "parent", "guardian", "carer", "local_authority", "other"]
"""Who answers for the child's welfare (Children and Young Persons Act 1933 s34)."""
Adult = Literal["parent", "guardian", "carer", "relative", "social_worker", "scheme", "other"]
