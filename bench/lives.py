"""What is known of a child beside the times missing, and what else runs about the child: an investigation, an offender who is near."""

from __future__ import annotations

from random import Random
from typing import Any, Final, NamedTuple

from bench.steps import EPISODES_IN_REPORTS

MARKERS: Final = ("child_sexual_exploitation", "child_criminal_exploitation", "self_harm", "mental_health", "child_protection_plan", "drugs")
HELD: Final = ("county_lines", "debt_bondage")


class Life(NamedTuple):
    """One kind of fact about a child: how often in the reports' cases and in a typical week, so many days from the first report."""

    fact: str
    reports: int
    typical: float
    role: str
    days: tuple[float, float]
    data: dict[str, Any]
    also: tuple[tuple[str, str], ...] = ()
    """Other subjects: kind, and role in ``about``."""
    pick: tuple[str, tuple[str, ...]] | None = None
    """A field of the data and what it may hold."""
    group: str = ""

    def rate(self, mix: str) -> float:
        """How many of them a child has, in one of the two mixes."""
        return self.reports / EPISODES_IN_REPORTS if mix == "reports" else self.typical

    def says(self, rng: Random) -> dict[str, Any]:
        """Its data."""
        return {**self.data, self.pick[0]: rng.choice(self.pick[1])} if self.pick else self.data


_INVESTIGATION: Final = (("investigation", ""),)
_SUBMISSION: Final = (("investigation", ""), ("submission", ""))
_OFFENDER: Final = (("offender", ""),)

LIVES: Final[tuple[Life, ...]] = (
    Life("people.CareRecorded", 2, 0.6, "social_worker", (-900, -60), {"status": "looked_after", "responsible_authority": "la:north"}),
    Life("people.MarkerRecorded", 8, 0.5, "social_worker", (-300, -2), {}, pick=("marker", MARKERS)),
    Life("people.InformationHeld", 2, 0.15, "intelligence_officer", (-200, -2), {"system": "intelligence"}, pick=("concerns", HELD)),
    Life("people.RelationshipRecorded", 2, 0.0, "social_worker", (-900, -10), {"relation": "mother"}, also=(("person", "mother"),)),
    Life("missing.EpisodeOnRecord", 3, 0.7, "system", (-85, -4), {}),
    Life("missing.PriorityListed", 5, 0.05, "coordinator", (-40, -3), {"rank": 1}),
    Life("missing.TriggerPlanApproved", 2, 0.2, "sergeant", (-60, -3), {"review_by": "2027-01-15"}),
    Life("investigation.Opened", 1, 0.0, "investigator", (-3, -2), {"offence": "assault"}, also=_INVESTIGATION, group="investigation"),
    Life("investigation.ProgressMade", 4, 0.0, "investigator", (-2, 25), {"what": "A statement"}, also=_INVESTIGATION, group="investigation"),
    Life("investigation.Reviewed", 1, 0.0, "sergeant", (-1, 20), {"directs": True, "text": "See the friends by tonight."}, also=_INVESTIGATION),
    Life("investigation.ForensicSubmitted", 3, 0.0, "investigator", (1, 9), {"exhibits": 3}, also=_SUBMISSION, group="investigation"),
    Life("investigation.ForensicReturned", 2, 0.0, "forensic_provider", (9, 14), {"why": "Wrong forms"}, also=_SUBMISSION, group="investigation"),
    Life("investigation.ForensicResultReceived", 1, 0.0, "forensic_provider", (14, 20), {"result": "Inconclusive"}, also=_SUBMISSION, group="investigation"),
    Life("investigation.ResultDecided", 1, 0.0, "detective_inspector", (20, 25), {"decision": "New samples"}, also=_INVESTIGATION, group="investigation"),
    Life("offenders.ChildContactFound", 3, 0.0, "offender_manager", (-20, 10), {"how": "Daughter of his new partner"}, also=_OFFENDER, group="offender"),
    Life("offenders.ChildSeenSafe", 2, 0.0, "social_worker", (10, 12), {"by": "social_worker"}, group="offender"),
    Life("offenders.DisclosureDecided", 1, 0.0, "offender_manager", (10, 15), {"disclose": True, "to": "mother"}, also=_OFFENDER, group="offender"),
)
"""Facts of a child's life beside the episodes."""
