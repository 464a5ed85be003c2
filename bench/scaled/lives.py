"""What happens in the lives of which the scale fixture is made: households, logs of concern, searches, searches again, restricted records.

Each is a script of acts through the operations, varied by its seed. It names people, places and telephones by its cast alone. Cut off at a
moment it leaves what is open then; to its end it leaves nothing open: what was not done is closed by two people, or recorded as failed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final, NamedTuple

from bench.scaled.cast import Cast
from bench.scaled.stage import Stage, username_of
from tutela.demo.introducing import introduce
from tutela.desks.profile import operations as profile
from tutela.desks.supervision import operations as supervision
from tutela.facts import About, Actor, Fact, Payload, Span, investigation, missing, referrals
from tutela.facts.form import Source
from tutela.facts.missing import Action
from tutela.facts.registry import name_of
from tutela.foundations.access.models import Account
from tutela.foundations.kit.periods import local
from tutela.law.contact.online import LINES
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as search
from tutela.practice.missing.operations import returning
from tutela.record.duties import operations as duties
from tutela.record.duties.models import Alert, Duty
from tutela.record.duties.queries.looks import next_moment
from tutela.record.enquiries.engine.returned import CLOSING
from tutela.record.sharing import operations as sharing
from tutela.record.sharing import queries as shared

SOON: Final = timedelta(days=60)
"""What is due later than so long after the last is of another life."""
PATIENCE: Final = timedelta(days=200)
_CONCERNS: Final = ("concern_for_child", "concern_for_child", "online_abuse")
"""Not of domestic abuse: the school is told by school days, and a cast that is shifted by weeks falls into holidays."""


class Over(Exception):
    """The life is cut off here: what comes next has not happened yet."""


class Told(NamedTuple):
    """A search: what names it, and whose."""

    child: str
    episode: str
    incident: str

    @property
    def about(self) -> tuple[About, ...]:
        """Whom its facts name."""
        return About("episode", self.episode), About("child", self.child, "missing"), About("incident", self.incident)


class Life:
    """A life as it is lived: on a stage, by a cast, varied by a seed, cut off or to its end."""

    def __init__(self, stage: Stage, cast: Cast, seed: str, until: datetime | None = None) -> None:
        """Set it up; a script then lives it."""
        self.stage, self.cast, self.seed, self.rng, self.until = stage, cast, seed, Random(f"life {seed}"), until

    def do(self, officer: str, act: Any, /, *, after: float = 0, **given: Any) -> dict[str, Any]:
        """Somebody acts, some minutes later, give or take.

        :raises Over: if that is not yet
        """
        return self.stage.do(officer, act, after=self._after(after), **given)

    def wait(self, minutes: float) -> None:
        """Nobody does anything for a time."""
        self.stage.to(self.stage.at + timedelta(minutes=self._after(minutes)))

    def says(self, about: tuple[About, ...], payload: Payload, *, role: str, after: float = 0) -> None:
        """Another system says that something happened a minute before."""
        later = self._after(after)
        at = self.stage.at + timedelta(minutes=later - 1)
        key = self.stage.key()
        self.stage.receive(Fact(
            id=f"compact:{key}", type=name_of(type(payload)), data=payload, occurred=Span(at, at), by=Actor(role=role), about=about,
            source=Source("compact", key),
        ), after=later)

    def noted(self, *about: str) -> None:
        """Everybody who was told of these records takes note of it."""
        told: dict[str, list[str]] = {}
        for officer, alert in Alert.objects.filter(acknowledged_at=None, about__overlap=list(about)).order_by("officer", "id").values_list("officer", "id"):
            told.setdefault(officer, []).append(str(alert))
        for officer, alerts in told.items():
            self.do(username_of(officer), duties.acknowledge, after=1, alerts=alerts)

    def once(self, share: float) -> bool:
        """Does it happen this time?"""
        return self.rng.random() < share

    def born(self, youngest: int, oldest: int) -> date:
        """A birthday, months away from now and as many days ago whenever the life begins."""
        return local(self.stage.at).date() - timedelta(days=365 * self.rng.randint(youngest, oldest) + self.rng.randint(150, 230))

    def _after(self, minutes: float) -> int:
        later = round(minutes * self.rng.uniform(0.6, 1.5))
        if self.until is not None and self.stage.at + timedelta(minutes=later) > self.until:
            raise Over
        return later


def household(life: Life) -> str:
    """A child, a parent and somebody else of theirs become known, with where they live."""
    cast, do = life.cast, life.do
    home: dict[str, Any] = {"address": cast.address(0), "postcode": cast.codes[0]}
    looked_after = life.once(0.15)
    child = do(
        "lindqvist", introduce, name=cast.name(0), born=life.born(11, 16), sex=life.rng.choice(("female", "male")), **home,
        care=("looked_after", "foster") if looked_after else ("with_parents", "home"),
        professionals=(("school", "Wharfside Academy", "Mr Lund", cast.phones[0]),) if life.once(0.6) else (),
    )["person"]
    parent = do("lindqvist", introduce, after=5, name=cast.name(1), born=life.born(30, 50), sex="female", **home)["person"]
    do("lindqvist", profile.relate, after=2, person=child, other=parent, relation="parent")
    other = do("lindqvist", introduce, after=4, name=cast.name(2), born=life.born(6, 24), **(home if life.once(0.7) else {}))["person"]
    do("lindqvist", profile.relate, after=1, person=child, other=other, relation=life.rng.choice(("sibling", "friend", "associate")))
    return str(child)


def concern(life: Life) -> None:
    """Somebody reports a concern for a child; it is graded, attended, reviewed and closed."""
    cast, do = life.cast, life.do
    grade = life.rng.choice(("immediate", "prompt", "prompt", "routine"))
    of = life.rng.choice(_CONCERNS)
    incident = do(
        "call_handler", contact.take_report, who=f"{cast.name(0)}, a child", where=cast.address(0), why_worried="Heard crying and shouting through the wall.",
        concern=of, child_name=cast.name(0),
        child_born=life.born(3, 15), caller_name=cast.name(1), caller_phone=cast.phones[0], caller_role=life.rng.choice(("public", "school", "parent")),
        grade=grade, rationale="A child is at risk of harm.", immediate_danger=life.once(0.1),
    )["incident"]
    if life.once(0.7):
        do("call_handler", contact.assess, after=4, incident=incident, threat="An adult is angry.", harm="Could be hurt.", risk="Tonight.",
           investigation="Neighbours and school.", vulnerability="A child.", engagement="The caller will meet us.")
    if of == "online_abuse":
        _advised(life, incident)
    for _ in range(life.rng.randint(0, 3)):
        do("call_handler", contact.write_log, after=5, incident=incident, kind="decision", text="Units asked; area searched by camera.")
    if life.once(0.15):
        do("brand", contact.no_resource, after=10, incident=incident, text="No officers available in Harbour.")
        do("fim", contact.decide_resource, after=15, incident=incident, decision="deploy", by_when=timedelta(minutes=30), why="NS21 from the Dales.")
    do("brand", contact.dispatch, after=8, incident=incident, resource="NS21")
    do("osei", contact.arrived, after=20, incident=incident, resource="NS21")
    if life.once(0.5):
        do("osei", contact.write_log, after=12, incident=incident, kind="information", text="Child seen and well; parent was at the shop.")
        do("call_handler", contact.answer_information, after=5, incident=incident, why="The same as was reported.")
    do("pickersgill", contact.review, after=15, incident=incident, decision="endorse", text="NS21 with the child; parent back.", quality=4)
    life.noted(incident)
    do("osei", contact.record_crime, after=30, incident=incident, no_crime_because="Nothing that is a crime was found.")
    if of == "online_abuse":
        read = investigation.SpecialistReviewed(route="stays", why="No sign of exploitation; response officers keep it.")
        life.says((About("incident", incident),), read, role="sergeant", after=60)
    do("pickersgill", contact.close, after=40, incident=incident, reason="Child seen by PC Osei.", seen_by="police", approved_by=_ref("okonkwo"))


def slight(life: Life) -> None:
    """A worry that a visit settles within the hour, as most do: reported, assessed, attended, closed."""
    cast, do = life.cast, life.do
    incident = do(
        "call_handler", contact.take_report, who=f"{cast.name(0)}, a child", where=cast.address(0), why_worried="Crying in the yard for some time.",
        concern="concern_for_child", child_name=cast.name(0), child_born=life.born(3, 15), caller_name=cast.name(1), caller_role="public",
        grade="prompt", rationale="A child may be alone.",
    )["incident"]
    do("call_handler", contact.assess, after=4, incident=incident, threat="Nobody seen near.", harm="Upset.", risk="Now.", investigation="Neighbours.",
       vulnerability="A child.", engagement="The caller watches the yard.")
    do("brand", contact.dispatch, after=5, incident=incident, resource="NS21")
    do("osei", contact.arrived, after=12, incident=incident, resource="NS21")
    life.noted(incident)
    do("osei", contact.record_crime, after=9, incident=incident, no_crime_because="A fall from a swing.")
    do("pickersgill", contact.close, after=5, incident=incident, reason="Child seen by PC Osei; mother home.", seen_by="police", approved_by=_ref("okonkwo"))


def _advised(life: Life, incident: str) -> None:
    """The caller is told how to keep the evidence, and the child is asked about their own life."""
    life.do("call_handler", contact.give_advice, after=3, incident=incident, given=LINES)
    asked = "Asked whether the child thinks of ending their life: no. Mother is with them tonight."
    life.do("call_handler", contact.write_log, after=2, incident=incident, kind="information", what="log_entry", text=asked, raises_concern=False)


def missing_once(life: Life) -> None:
    """A child whom nobody knew is missing for an evening or a night."""
    _back(life, _searched(life, ""))


def missing_known(life: Life) -> None:
    """A child of a household that is known is missing."""
    child = household(life)
    life.wait(life.rng.randint(600, 4000))
    _back(life, _searched(life, child))


def missing_again(life: Life) -> None:
    """A child is missing three times within weeks, and is marked as exploited."""
    child = household(life)
    for number in range(3):
        life.wait(life.rng.randint(3000, 9000))
        said = _searched(life, child)
        _back(life, said)
        if number == 1:
            _marked(life, child)
    _without_plan(life, child)
    life.says(said.about, missing.RepeatMeetingHeld(kind="multi_agency"), role="coordinator", after=600)


def restricted(life: Life) -> None:
    """A household whose child's record is closed to all but a few: that it exists, or its detail."""
    child = household(life)
    _marked(life, child)
    _without_plan(life, child)
    audience = ["detective_inspector@missing", "detective_inspector@exploitation", "coordinator@missing"]
    level = "existence" if life.seed.endswith("0") else "detail"
    life.do("voss", supervision.restrict, after=60, subject=child, level=level, audience=audience, why="A covert operation.")


def _without_plan(life: Life, child: str) -> None:
    """The trigger plan that is owed is not needed: one person asks, another approves."""
    life.wait(400)
    life.noted(child)
    for duty in list(Duty.objects.filter(ref=child, code="missing.trigger-plan", settled_at=None).order_by("id")):
        asked = life.do("lindqvist", duties.request_not_needed, after=30, duty=duty.printed, reason="Has moved to family in another force's area.")["request"]
        life.do("rees", duties.approve_not_needed, after=60, request=asked, words="Their force has been told.")


def _marked(life: Life, child: str) -> None:
    on = local(life.stage.at).date()
    life.do(
        "lindqvist", profile.record_marker, after=30, person=child, marker="child_sexual_exploitation", evidence="Strategy discussion of last week",
        level="medium", shown="At risk of sexual exploitation.", detail="Met an adult three times; see the exploitation team's plan.",
        audience=("coordinator@missing", "detective_inspector@missing", "fim@contact"), review_by=on + timedelta(days=91),
    )


def _searched(life: Life, child: str) -> Told:
    """From the report until the child is back."""
    cast, do = life.cast, life.do
    level = life.rng.choice(("medium", "medium", "high"))
    known = {"child": child} if child else {"child_name": cast.name(0), "child_born": life.born(11, 16)}
    made = do(
        "call_handler", contact.take_report, who=f"{cast.name(0)}, a child", where=cast.address(0), concern="missing_child",
        why_worried="Not back at the time agreed; telephone off.", missing_from=life.rng.choice(("home", "foster", "childrens_home", "school")),
        out_of_character=life.once(0.5), grade="immediate" if level == "high" else "prompt", rationale="Missing child; nobody knows where.",
        caller_name=cast.name(1), caller_phone=cast.phones[0], caller_role="parent", channel=life.rng.choice(("101", "999")), **known,
    )
    said = Told(made["child"], made["episode"], made["incident"])
    do("call_handler", search.grade_risk, after=6, episode=said.episode, level=level, rationale="From what the caller said and what is held.")
    do("call_handler", search.complete_questionnaire, after=10, episode=said.episode)
    do("brand", contact.dispatch, after=7, incident=said.incident, resource="NS22")
    do("fim", contact.review, after=12, incident=said.incident, decision="deploy", text="PC Osei to the home, search the room by the hour.", quality=4)
    do("osei", contact.arrived, after=14, incident=said.incident, resource="NS22")
    do("osei", search.search, after=18, episode=said.episode, what="room", result="A bus ticket; the charger is gone.")
    if level == "medium" and life.once(0.8):
        do("fim", search.assign_to_cii, after=9, episode=said.episode, risks="Cold night.")
    do("fim", search.record_plan, after=10, episode=said.episode, hypotheses=["With a friend from school."], lines=[
        Action(what="Ring the best friend", who="Control room"), Action(what="Visit the bus station", who="PC Osei"),
    ])
    _told(life, said, "missing")
    life.noted(said.episode, said.incident)
    for _ in range(life.rng.randint(1, 4)):
        do("osei", search.enquire, after=70, episode=said.episode, what="Spoke to a friend", result="Last seen near the station.")
        if life.once(0.4):
            do("call_handler", contact.write_log, after=20, incident=said.incident, kind="information", text="Seen near the station.", what="sighting")
            do("fim", contact.answer_information, after=10, incident=said.incident, why="The same sighting as at first.")
        if life.once(0.5):
            do("fim", search.review_episode, after=30, episode=said.episode, decision="continue", text="PC Adeyemi to the friend's by midnight.",
               known="Telephone off.", hypothesis="With a friend.", tasks=[Action(what="Visit the friend", who="PC Adeyemi")])
    do("osei", search.found, after=60, episode=said.episode, found_by="police", safe=True, where="Bus station", with_whom="Two friends")
    do("osei", search.returned, after=25, episode=said.episode, returned_by="police", to="home")
    return said


def _told(life: Life, said: Told, matter: str) -> None:
    life.do(
        "lindqvist", sharing.tell, after=15, person="Helen Frost", how="call", matter=matter, to="local_authority", child=said.child, episode=said.episode,
        incident=said.incident, agency="Northshire Council", basis="Children Act 2004 s11",
    )


def _back(life: Life, said: Told) -> None:
    """From the return to the last thing that is owed after it."""
    do = life.do
    do("osei", search.verified, after=10, episode=said.episode, verified_by="police", how="Seen and spoken to alone at home.")
    _told(life, said, "found")
    do("osei", search.prevention_interview, after=20, episode=said.episode, mode="in_person", alone=True)
    life.noted(said.episode, said.incident)
    do("marlow", search.sign_form, after=30, episode=said.episode, signs_as="line_manager", quality=4)
    do("siddiqui", search.sign_form, after=10, episode=said.episode, signs_as="responsible", quality=4)
    do(
        "siddiqui", search.close_episode, after=20, episode=said.episode, reason="Seen safe by PC Osei; was with friends.",
        told=returning.Told(unanswered=dict.fromkeys(CLOSING, "Asked at the door; not said.")),
    )
    for summary in shared.of([said.episode]):
        if summary.matter == "episode_summary":
            do("lindqvist", search.tell_summary, after=10, episode=said.episode, share=summary.ref, person="Helen Frost")
    do("pickersgill", contact.close, after=20, incident=said.incident, reason="Child seen by PC Osei.", seen_by="police", approved_by=_ref("okonkwo"))
    life.says(said.about, referrals.NoticeMade(aware_complete=True), role="response_officer", after=240)
    life.says(said.about, missing.ReturnInterviewRequested(authority="la:north"), role="coordinator", after=200)
    life.says(said.about, referrals.StrategyConsidered(ask=False, why="No sign of harm."), role="coordinator", after=200)
    if life.once(0.8):
        life.says(said.about, missing.ReturnInterviewHeld(), role="return_interviewer", after=2000)
        life.says(said.about, missing.ReturnInterviewReceived(by_channel="gateway"), role="coordinator", after=900)
        life.says(said.about, missing.ReturnInterviewRead(), role="coordinator", after=300)
        entered = missing.ReturnInterviewEntered(places=("Bus station",), people=("Two friends",), reasons=("friends",))
        life.says(said.about, entered, role="coordinator", after=100)
    else:
        life.says(said.about, missing.ReturnInterviewDeclined(reason="Does not want to."), role="return_interviewer", after=2500)
    life.noted(said.episode, said.incident, said.child)


def ended(life: Life) -> None:
    """Let time go on until nothing about it is due for weeks. What stays open is told again and again, without end: for so long nobody waits.

    :raises RuntimeError: if something is left open: the script is not whole
    """
    over = life.stage.at
    while (moment := next_moment()) is not None and moment < life.stage.at + SOON and life.stage.at < over + PATIENCE:
        life.stage.to(moment)
    left = sorted(Duty.objects.filter(settled_at=None).values_list("code", flat=True))
    if left:
        raise RuntimeError(f"a life that is over leaves open: {', '.join(left)}")


def _ref(key: str) -> str:
    account = Account.objects.select_related("officer").get(username=key)
    assert account.officer is not None
    return account.officer.ref


KINDS: Final[dict[str, Callable[[Life], object]]] = {
    "household": household, "slight": slight, "concern": concern, "missing_once": missing_once, "missing_known": missing_known, "missing_again": missing_again,
    "restricted": restricted,
}
