"""What is done about a missing child, fact by fact: how often it stands in the reports' cases, and how often in a force that works.

A step happens so many minutes after the report, or, where ``back``, after the return. ``reports`` counts the facts of that
type in ``cases/reports``, which hold fourteen reports of missing children; ``typical`` is the share of episodes in an
invented force whose people are neither perfect nor absent. Steps of one ``group`` go together.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final, NamedTuple

EPISODES_IN_REPORTS: Final = 14
Data = dict[str, Any]


class Episode(NamedTuple):
    """One time that a child was missing: when reported, for how long (minutes), from where, at what risk."""

    rng: Random
    level: str
    place: str
    concerns: tuple[str, ...]
    minutes: float


class Step(NamedTuple):
    """One kind of fact."""

    fact: str
    reports: int
    typical: float
    role: str
    after: tuple[float, float]
    data: Callable[[Episode], Data]
    back: bool = False
    group: str = ""

    def rate(self, mix: str) -> float:
        """How many of them an episode has, in one of the two mixes."""
        return self.reports / EPISODES_IN_REPORTS if mix == "reports" else self.typical


def _says(**data: Any) -> Callable[[Episode], Data]:
    return lambda _: data


def _first_report(episode: Episode) -> Data:
    return {"concern": "missing_child", "channel": episode.rng.choice(("101", "999", "partner"))}


def _report(episode: Episode) -> Data:
    return {
        "missing_from": episode.place, "out_of_character": episode.rng.random() < 0.5, "concerns": list(episode.concerns),
        "circumstances": "Went out and did not come back at the agreed time.",
    }


def _level(episode: Episode) -> Data:
    return {"level": episode.level, "rationale": "From what the caller said, what is held, and how long the child is away."}


def _grade(episode: Episode) -> Data:
    grade = "immediate" if episode.level == "high" else "priority"
    return {"grade": grade, "provisional": True, "rationale": "Missing child; nobody knows where."}


def _places(episode: Episode) -> Data:
    return {"by": "police", "safe": True, "where": episode.rng.choice(("A friend's house", "The bus station", "A flat")), "with_whom": "Two friends"}


_THRIVE: Final = _says(
    threat="Nobody knows where the child is.", harm="Harm while away cannot be excluded.", risk="Rises with every hour away.",
    investigation="Phone, friends and usual places not yet tried.", vulnerability="A child away from where they should be.",
    engagement="The caller will meet us.",
)
_LINES: Final = [{"what": "Search the room for phone and tickets", "who": "PC 77", "where": "home"}]

STEPS: Final[tuple[Step, ...]] = (
    Step("contact.Reported", 15, 1.0, "carer", (0, 0), _first_report),
    Step("missing.Reported", 14, 1.0, "carer", (0, 0), _report),
    Step("contact.ThriveAssessed", 14, 0.95, "call_handler", (3, 10), _THRIVE),
    Step("contact.Graded", 6, 0.95, "call_handler", (3, 10), _grade),
    Step("contact.SystemsChecked", 1, 0.6, "call_handler", (4, 20), _says(checked=["crime", "markers"], hits=["h1"]), group="hits"),
    Step("contact.HitAnswered", 5, 0.5, "call_handler", (15, 45), _says(hit="h1", used=True, because="Bears on the risk tonight."), group="hits"),
    Step("missing.RiskGraded", 17, 1.1, "fim", (5, 30), _level),
    Step("missing.QuestionnaireCompleted", 13, 0.9, "call_handler", (8, 45), _says(unanswered=[])),
    Step("contact.Reviewed", 7, 0.85, "fim", (10, 60), _says(decision="deploy", text="PC 77 to the home by the hour; search her room.")),
    Step("contact.ResourceUnavailable", 1, 0.07, "dispatcher", (20, 120), _says(text="No officers are free.")),
    Step("contact.InformationReceived", 0, 0.2, "public", (60, 900), _says(what="sighting", text="Seen near the station.")),
    Step("contact.InformationAnswered", 0, 0.15, "fim", (75, 920), _says(why="The same sighting as at first.")),
    Step("contact.Dispatched", 6, 0.95, "dispatcher", (5, 60), _says(resource="NS21"), group="sent"),
    Step("contact.Arrived", 6, 0.9, "response_officer", (20, 110), _says(resource="NS21"), group="sent"),
    Step("sharing.Told", 5, 0.75, "coordinator", (30, 600), _says(matter="missing", to="emergency_duty_team", person="Duty worker", how="call")),
    Step("missing.OwnershipAssigned", 1, 0.6, "fim", (20, 70), _says(to="cii@missing", ref="o:31"), group="owner"),
    Step("missing.OwnershipAccepted", 3, 0.6, "cii", (30, 90), _says(role="cii@missing"), group="owner"),
    Step("missing.PlanRecorded", 4, 0.8, "cii", (45, 150), _says(hypotheses=["With a friend."], lines=_LINES)),
    Step("missing.Allocated", 1, 0.6, "cii", (50, 150), _says(to="response_officer@response", direction="PC 77 to search her room by 21:00.", actions=_LINES)),
    Step("missing.Searched", 7, 0.75, "response_officer", (40, 220), _says(what="room", result="Diary names a flat in the harbour.")),
    Step("missing.EnquiryMade", 1, 1.6, "response_officer", (60, 900), _says(what="Spoke to best friend", result="Last seen at the station.")),
    Step("missing.Reviewed", 4, 1.0, "inspector", (120, 900), _says(decision="deploy", text="PC 12 to the flat on Harbour Row by 09:00.")),
    Step("missing.Found", 7, 0.7, "response_officer", (-45, -5), _places, back=True),
    Step("missing.Returned", 16, 1.0, "response_officer", (0, 0), _says(by="police", to="home"), back=True),
    Step("missing.Verified", 8, 0.9, "response_officer", (5, 120), _says(by="police", how="Seen and spoken to alone."), back=True),
    Step("sharing.Told", 5, 0.75, "coordinator", (15, 600), _says(matter="found", to="local_authority", person="Duty worker", how="call"), back=True),
    Step("missing.PreventionInterviewHeld", 7, 0.9, "response_officer", (60, 1800), _says(mode="in_person", alone=True), back=True),
    Step("missing.ReturnInterviewRequested", 6, 0.9, "coordinator", (60, 1500), _says(authority="la:north"), back=True),
    Step("missing.ReturnInterviewHeld", 3, 0.6, "return_interviewer", (1500, 5500), _says(), back=True, group="interview"),
    Step("missing.ReturnInterviewDeclined", 1, 0.25, "return_interviewer", (1500, 5500), _says(reason="Does not want to."), back=True),
    Step("missing.ReturnInterviewReceived", 3, 0.5, "coordinator", (5600, 8600), _says(by_channel="gateway"), back=True, group="interview"),
    Step("missing.ReturnInterviewRead", 3, 0.5, "coordinator", (8650, 9500), _says(), back=True, group="interview"),
    Step("missing.ReturnInterviewEntered", 3, 0.45, "coordinator", (8700, 9900), _says(reasons=["debt"]), back=True, group="interview"),
    Step("referrals.NoticeMade", 3, 0.6, "response_officer", (90, 2400), _says(aware_complete=True), back=True),
    Step("referrals.StrategyConsidered", 1, 0.3, "coordinator", (300, 2400), _says(ask=False, why="No sign of harm."), back=True),
    Step("referrals.StrategyDiscussionHeld", 2, 0.1, "social_worker", (600, 4000), _says(outcome="No further action"), back=True),
    Step("contact.Recoded", 1, 0.0, "call_handler", (5, 60), _says(was="missing_child", now="concern_for_child", reason="Back."), back=True),
    Step("contact.Closed", 1, 0.8, "supervisor", (60, 600), _says(reason="Child seen by PC Osei.", seen_by="police", approved_by="o:9"), back=True),
    Step("missing.EpisodeClosed", 1, 0.8, "cii", (1900, 3000), _says(reason="Seen safe.", approved_by="o:9", approver_role="inspector"), back=True),
)
"""Steps of an episode; about the child, the episode and the incident."""
