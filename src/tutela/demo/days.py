"""The last days of Northshire Police, lived through its operations at their own moments, with the sweep between them.

What is told here is invented. Times are counted back from the start of the training day, so that there is always somebody missing now.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Final

from tutela.demo.introducing import introduce
from tutela.desks.profile import operations as profile
from tutela.facts.missing import Action, Indicator
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_for
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock
from tutela.foundations.work.operation import Operation
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.practice.missing.operations.returning import Told
from tutela.record.duties.jobs import sweep
from tutela.record.duties.queries.looks import next_moment
from tutela.record.sharing import operations as sharing

_NUMBERS: Final = count(1)
Do = Callable[..., dict[str, Any]]


class Teller:
    """Lets the invented people act, each at their moment, with the sweep awake between them."""

    def __init__(self, start: datetime) -> None:
        self.start, self.at = start, start

    def to(self, at: datetime) -> None:
        """Let time go on to a moment; what falls due on the way is told at its own."""
        while (moment := next_moment()) is not None and moment <= at:
            sweep(max(moment, self.at))
        self.at = max(self.at, at)

    def do(self, officer: str, act: Operation, /, *, after: float = 0, **given: Any) -> dict[str, Any]:
        """Somebody does something, some minutes later.

        :param officer: the name that they sign in with, or ``fim`` or ``call_handler`` for whoever is on duty
        """
        self.to(self.at + timedelta(minutes=after))
        return act(by=self.person(officer), key=f"days {next(_NUMBERS)}", at=self.at, **given).result

    def person(self, officer: str) -> Viewer:
        """One of the people, or whoever is on duty in a role of the room."""
        if officer in {"fim", "call_handler"}:
            ref = forces.on_duty(f"{officer}@contact", self.at)[0].ref
            account = Account.objects.get(officer__pk=ref.partition(":")[2])
        else:
            account = Account.objects.get(username=officer)
        return viewer_for(account, at=self.at, session="days", device="days")


def live(progress: Callable[[str], None]) -> None:
    """Live the days up to now."""
    now = clock.now().replace(second=0, microsecond=0)
    teller = Teller(now - timedelta(days=3))
    people = _people(teller)
    for title, hours, chapter in CHAPTERS:
        teller.to(now - timedelta(hours=hours))
        progress(f"   {title}")
        chapter(teller.do, people)
    teller.to(now)
    sweep(now)


def _people(t: Teller) -> dict[str, str]:
    """Those whom the force knows from before; the fourteen-, fifteen- and thirteen-year-olds of the days."""
    at = t.start.date()
    tess = t.do(
        "lindqvist", introduce, name="Tess Hollis", born=_years(at, 15), sex="female", aliases=("T", "Tessie"),
        address="Harbour View, 3 Wharf Lane, Northport", postcode="NS1 2WL", place_kind="childrens_home", use="placement",
        care=("looked_after", "childrens_home"), professionals=(
            ("social_worker", "Northshire Council", "Beth Carrow", "01632 960 301"), ("school", "Wharfside Academy", "Mr Lund", "01632 960 302"),
        ),
    )["person"]
    dean = t.do("marsh", introduce, name="Dean Rusk", born=_years(at, 34), sex="male", address="12 Quay Street, Northport", postcode="NS1 4QS")["person"]
    kai = t.do(
        "lindqvist", introduce, name="Kai Brennan", born=_years(at, 13), sex="male", address="41 Mill Rise, Northport", postcode="NS3 7MR",
        professionals=(("school", "Mill Rise School", "Ms Adair", "01632 960 303"),),
    )["person"]
    t.do(
        "lindqvist", profile.record_marker, person=tess, marker="child_sexual_exploitation", evidence="Strategy discussion of last month", level="high",
        shown="At risk of sexual exploitation. Do not ring her phone before speaking to the missing team.",
        detail="Met an adult male at Quay Street three times in the autumn; see the exploitation team's plan.",
        audience=("coordinator@missing", "detective_inspector@missing", "detective_inspector@exploitation", "fim@contact"),
    )
    t.do(
        "lindqvist", profile.record_marker, person=tess, marker="self_harm", evidence="School nurse, in September", level="medium",
        shown="Has harmed herself.",
    )
    t.do(
        "marsh", profile.record_marker, person=dean, marker="person_posing_risk", evidence="Offender manager's assessment", level="high",
        shown="Ring offender management before you leave. Are children there?", detail="Conviction in 2016; conditions not to be alone with children.",
        audience=("offender_manager@offenders", "detective_inspector@exploitation"),
    )
    t.do("lindqvist", profile.relate, person=tess, other=dean, relation="associate")
    return {"tess": tess, "dean": dean, "kai": kai}


def _earlier(do: Do, people: dict[str, str]) -> None:
    """Two days ago Tess was missing for an evening, and what is owed after a return was done."""
    home = do(
        "call_handler", contact.take_report, who="Tess Hollis, 15", where="Harbour View children's home", why_worried="Not back at nine; phone off.",
        concern="missing_child", child=people["tess"], missing_from="childrens_home", grade="prompt", rationale="Looked after; known risk of exploitation.",
        caller_name="Marta Quinn", caller_role="care_home",
    )
    incident, episode = home["incident"], home["episode"]
    do("call_handler", missing.grade_risk, after=4, episode=episode, level="high", rationale="Exploitation high; phone off; second time this month.")
    do("brand", contact.dispatch, after=3, incident=incident, resource="NS21")
    do("fim", contact.review, after=6, incident=incident, decision="deploy", text="PC Osei to the home, search her room by 22:00.", quality=4)
    do("osei", contact.arrived, after=9, incident=incident, resource="NS21")
    do("osei", missing.search, after=15, episode=episode, what="room", result="Her charger is gone; a bus ticket to Quay Street.")
    do("fim", missing.record_plan, after=5, episode=episode, hypotheses=["With the adult of Quay Street."], lines=[
        Action(what="Visit 12 Quay Street", who="PC Osei", where="12 Quay Street"), Action(what="Ring her friend Jade", who="Control room"),
    ])
    _tell(do, people["tess"], episode, incident, "missing")
    do("osei", missing.found, after=40, episode=episode, found_by="police", safe=True, where="Bus station", with_whom="Alone")
    do("osei", missing.returned, after=25, episode=episode, returned_by="police", to="childrens_home")
    do("osei", missing.verified, after=2, episode=episode, verified_by="police", how="Seen and spoken to alone at the home.")
    _tell(do, people["tess"], episode, incident, "found")
    do("osei", missing.record_return, after=10, episode=episode, seen="seen", alone=True, told=Told(
        words="I just wanted to be by myself.", found_by="police", where=("Bus station, Northport",), how_long="About four hours", harm=False,
        transport="On foot", phone="Off, charger left at the home", money_gifts=("Nothing",), reason="An argument at the home.", demeanour="Tired and cold",
        unanswered={"with_whom": "Nobody saw her with anybody."}, talks_to="Her key worker at the home",
    ))
    do("lindqvist", missing.return_interview, after=5, episode=episode, stage="asked", who="Northshire Council")
    do("marlow", missing.sign_form, after=10, episode=episode, signs_as="line_manager", quality=4)
    do("siddiqui", missing.sign_form, after=5, episode=episode, signs_as="responsible", quality=4, text="Ask at the station for the camera.")
    do("siddiqui", missing.close_episode, after=30, episode=episode, reason="Seen safe by PC Osei; was alone at the bus station.", told=Told(
        unanswered={"notice": "Her social worker knows; the plan already covers it."},
    ))
    do("pickersgill", contact.close, after=5, incident=incident, reason="Child seen by PC Osei.", seen_by="police", approved_by=_ref("okonkwo"))


def _tell(do: Do, child: str, episode: str, incident: str, matter: str) -> None:
    """The local authority is told by a call to a named person."""
    do(
        "lindqvist", sharing.tell, after=3, person="Beth Carrow", how="call", matter=matter, to="local_authority", child=child, episode=episode,
        incident=incident, agency="Northshire Council", basis="Children Act 2004 s11",
    )


def _concerns(do: Do, _: dict[str, str]) -> None:
    """Yesterday's other logs: one answered, one to which nobody could be sent."""
    first = do(
        "call_handler", contact.take_report, who="Two small children, heard crying", where="Flat 2, 9 Garden Row, Northport",
        why_worried="Left alone since the morning, says the neighbour.", concern="concern_for_child", grade="immediate", rationale="Small children alone.",
        caller_name="A neighbour", caller_role="public", immediate_danger=True,
    )["incident"]
    do("brand", contact.dispatch, after=2, incident=first, resource="NS24")
    do("adeyemi", contact.arrived, after=11, incident=first, resource="NS24")
    do("pickersgill", contact.review, after=4, incident=first, decision="endorse", text="NS24 is with the children; mother back.", quality=4)
    do("adeyemi", contact.write_log, after=20, incident=first, kind="information", text="Both children seen and well. Mother had been at the pharmacy.")
    do("pickersgill", contact.close, after=15, incident=first, reason="Children seen by PC Adeyemi.", seen_by="police", approved_by=_ref("okonkwo"))
    second = do(
        "call_handler", contact.take_report, after=30, who="Girl of about 14", where="By text and video on her phone", concern="online_abuse", grade="prompt",
        why_worried="A man she has not met asks for pictures and threatens her.", rationale="Threats now.", caller_name="Her mother", caller_role="parent",
    )["incident"]
    do("brand", contact.no_resource, after=9, incident=second, text="No officers available in Harbour.")


def _kai(do: Do, people: dict[str, str]) -> None:
    """Kai did not come home from football. Medium; offered to the inspector of the area, who has not answered."""
    report = do(
        "call_handler", contact.take_report, who="Kai Brennan, 13", where="Mill Rise", why_worried="Not home from football; first time.",
        concern="missing_child", child=people["kai"], missing_from="home", missing_since=_ago(1.6, 35),
        out_of_character=True, grade="prompt", rationale="First time; 13; cold night.",
        caller_name="Lou Brennan", caller_role="parent",
    )
    do("call_handler", missing.grade_risk, after=5, episode=report["episode"], level="medium", rationale="First time; no known risk; out of character.")
    do("brand", contact.dispatch, after=4, incident=report["incident"], resource="NS22")
    do("fim", missing.assign_to_cii, after=8, episode=report["episode"], officer=_ref("siddiqui"), risks="Cold night; phone rings out.")


def _tess(do: Do, people: dict[str, str]) -> None:
    """Tess is missing again, now."""
    report = do(
        "call_handler", contact.take_report, who="Tess Hollis, 15", where="Harbour View children's home", concern="missing_child", child=people["tess"],
        why_worried="Went out with a bag; a car was waiting. Phone off since.", missing_from="childrens_home", missing_since=_ago(0.6, 50), grade="prompt",
        rationale="Looked after; exploitation; a car was waiting.", caller_name="Marta Quinn", caller_role="care_home",
        thrive={"threat": "An adult with a car.", "harm": "Exploited in the autumn.", "risk": "High tonight.", "vulnerability": "Looked after, 15."},
    )
    incident, episode = report["incident"], report["episode"]
    do(
        "call_handler", missing.grade_risk, after=4, episode=episode, level="high", rationale="Exploitation is high and a car was waiting.",
        answered=[Indicator(concern="child_sexual_exploitation", effect="raises", because="Three meetings with an adult this autumn.")],
    )
    do("brand", contact.dispatch, after=5, incident=incident, resource="NS21")
    do(
        "call_handler", contact.write_log, after=6, incident=incident, kind="information", text="Staff give part of the car's number: NS 6_ K.",
        raises_concern=True,
    )
    _tell(do, people["tess"], episode, incident, "missing")


def _ago(hours: float, minutes: float) -> datetime:
    """So long before the chapter that begins so many hours before the training day."""
    return clock.now().replace(second=0, microsecond=0) - timedelta(hours=hours, minutes=minutes)


def _ref(key: str) -> str:
    account = Account.objects.select_related("officer").get(username=key)
    assert account.officer is not None
    return account.officer.ref


def _years(on: date, years: int) -> date:
    """A birthday that many years, and a few months, before a day."""
    return (date(on.year - years, on.month, 1) - timedelta(days=120)).replace(day=14)


CHAPTERS: Final[tuple[tuple[str, float, Callable[[Do, dict[str, str]], None]], ...]] = (
    ("Tess Hollis goes missing, and is found", 50, _earlier), ("Two children alone; a girl threatened by phone", 20, _concerns),
    ("Kai Brennan does not come home", 1.6, _kai), ("Tess Hollis is missing again", 0.6, _tess),
)
