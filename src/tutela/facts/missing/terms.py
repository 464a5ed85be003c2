"""The words that facts of missing children share."""

from __future__ import annotations

from typing import Final, Literal

EPISODE: Final = ("episode",)
CHILD: Final = ("child|person",)
Level = Literal["high", "medium", "low", "very_low", "absent", "no_apparent_risk"]
From = Literal["home", "childrens_home", "foster", "semi_independent", "hospital", "school", "street", "elsewhere", "unknown"]
How = Literal["police", "other_force", "self", "carer", "professional", "public", "unknown"]
Reason = Literal[
    "conflict", "neglect", "violence", "placement", "school", "bullying", "friends", "family", "relationship", "exploitation", "debt", "drugs", "other",
]
"""Why a child goes missing, as far as anybody says: what pushes (``conflict`` to ``bullying``) and what pulls."""
Push = Literal["conflict", "neglect", "violence", "placement", "school", "bullying"]
"""What drives a child away: of the reasons, those that push."""
Pull = Literal["friends", "family", "relationship", "exploitation", "debt", "drugs", "other"]
"""What draws a child away."""
