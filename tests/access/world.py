"""Three missing children of whom everything is alike but who may know of them: one ordinary, one whose detail is restricted, one whose existence is.

What each record says is words that stand nowhere else, so that a page, an answer or an alert that shows them is seen to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID

from tutela.demo import seed
from tutela.desks.briefing import operations as briefing
from tutela.desks.profile import operations as profile
from tutela.facts.missing import Action
from tutela.foundations.access import accounts, grants
from tutela.foundations.access.models import Account, BreakGlass, Lockout, Restriction
from tutela.foundations.access.viewer import SYSTEM, Viewer
from tutela.foundations.access.viewers import viewer_for
from tutela.foundations.forces import rows
from tutela.foundations.forces.models import Unit
from tutela.foundations.kit import ids, refs
from tutela.foundations.work.models import Sequence
from tutela.foundations.work.unit import Work
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.chronology.operations import append, note_all
from tutela.record.duties import operations as duties
from tutela.record.duties.models import Duty, Request
from tutela.record.enquiries.models import Action as ActionRow
from tutela.record.people import operations as people
from tutela.record.sharing import operations as sharing
from tutela.record.things import operations as things

AT: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning, early shift."""
INSIDER: Final = "salter"
"""The one officer who is in every audience, and in no column of the table."""
COLUMNS: Final[dict[str, str]] = {
    "call_handler": "nair", "dispatcher": "brand", "supervisor": "pickersgill", "fim": "hale", "inspector": "dunne", "cii": "cii", "response_officer": "osei",
    "sergeant": "rees", "coordinator": "lindqvist", "investigator": "farrow", "offender_manager": "marsh", "custody_sergeant": "gale",
    "crime_registrar": "winters", "detective_inspector": "voss", "superintendent": "okonkwo", "administrator": "ellery", "professional_standards": "novak",
    "trainer": "kerr",
}
"""Who sits in each column."""
PARTNER: Final = "frost.council"
"""Who sits in the partner's, at a site of their own."""
_numbers = count(1)


@dataclass
class Known:
    """One child's record: keys for addresses, and the words that only it says."""

    how: str
    name: str
    words: str
    """What is detail: in the circumstances, the log, the place, a marker, a plan."""
    keys: dict[str, UUID] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)

    @property
    def printed(self) -> tuple[str, ...]:
        """What would tell of its existence."""
        return (self.name, *(self.refs[kind] for kind in ("incident reference", "episode reference", "person reference")))


class World:
    """The force, and the three records, made through the acts of those who work there."""

    def __init__(self) -> None:
        seed.force(AT - timedelta(days=30))
        for prefix in ("INC", "MIS", "PER"):  # beyond the numbers that pages give as examples
            Sequence.objects.create(name=prefix, year=AT.year, last=4711)
        self._cii()
        self.token = accounts.give_token(accounts.make("stormlike", feed="stormlike"))
        self.insider = self.viewer(INSIDER).ref
        self.ordinary = self._record("ordinary", "Alder Quince", "heronwort")
        self.detail = self._record("detail", "Birch Quillon", "kestrelbane")
        self.existence = self._record("existence", "Cedar Quorn", "nightjarmint")
        briefing.keep_pack(by=SYSTEM, key=f"k{next(_numbers)}", at=AT - timedelta(minutes=35), day=AT.date())
        for record in (self.detail, self.existence):
            self._wall(record)
        self.kinds = (self.ordinary, self.detail, self.existence)

        self.policy = refs.key_of(self._policy(), "document")

    def _policy(self) -> str:
        """A change of policy that waits for its teams."""
        row = rows.propose_policy(
            parameter="contact.attend.prompt", value=45, direction="tighter", valid_from=(AT + timedelta(days=7)).date(), reason="Late too often.",
            decided_in="PB 3/7", owner="supervisor@contact", teams=["fim@contact", "coordinator@missing"], at=AT - timedelta(hours=3),
            by=self.viewer("salter").ref, was=60,
        )
        return rows.approve_policy(row, at=AT - timedelta(hours=2), by=self.viewer("ibbotson").ref).ref

    def viewer(self, key: str, at: datetime = AT) -> Viewer:
        """One of the people at a moment."""
        return viewer_for(Account.objects.select_related("officer", "partner").get(username=key), at=at, session="test", device="test")

    def do(self, act: Any, by: str, minutes: float, **given: Any) -> Any:
        """An act of somebody, so many minutes before the table's moment."""
        return act(by=self.viewer(by), key=f"k{next(_numbers)}", at=AT - timedelta(minutes=minutes), **given).result

    @staticmethod
    def _cii() -> None:
        """A critical incident inspector who is nothing else besides."""
        unit, since = Unit.objects.get(code="harbour"), AT - timedelta(days=90)
        officer = rows.add_officer(collar="4999", name="Maud Ellis", rank="Inspector", unit=unit, at=since, by="test")
        rows.add_post(officer, "cii@missing", since=since, at=since, by="test")
        rows.add_skill(officer, "incident_command", since=since, at=since, by="test")
        rows.roster_shift(officer, "cii@missing", since=AT - timedelta(hours=2), until=AT + timedelta(hours=6), at=since, by="test")
        Account.objects.create_user("cii", officer=officer)

    def _record(self, how: str, name: str, words: str) -> Known:
        known = Known(how, name, words)
        told = self.do(
            contact.take_report, "nair", 100, concern="missing_child", who=name, where=f"{words} where", why_worried=f"{words} worry", child_name=name,
            child_born=date(2011, 5, 6), caller_name=f"{words} caller", caller_phone=f"{words} phone", circumstances=f"{words} circumstances", grade="prompt",
            rationale=f"{words} rationale", thrive={"threat": f"{words} threat"},
        )
        known.refs = {kind: told[kind] for kind in ("incident", "episode", "child")}
        incident, episode = told["incident"], told["episode"]
        self._known_before(known)
        self.do(contact.write_log, "nair", 95, incident=incident, kind="decision", text=f"{words} log")
        self.do(missing.grade_risk, "hale", 90, episode=episode, level="high", rationale=f"{words} level")
        self.do(missing.record_plan, "hale", 85, episode=episode, hypotheses=[f"{words} hypothesis"], lines=[Action(what=f"{words} line", who="NS21")])
        self.do(contact.escalate, "nair", 80, incident=incident, to="superintendent@contact", officer="", reason=f"{words} escalated")
        self.do(contact.escalation_directions, "okonkwo", 75, incident=incident, directions=[Action(what=f"{words} direction")], text=f"{words} text")
        self.do(sharing.log_call, "nair", 70, share=None, matter="missing", to="local_authority", episode=episode, words=f"{words} call")
        self._shared(known)
        self.do(contact.hand_over, "nair", 60, incident=incident, to="fim@contact", officer=self.viewer("hale").ref, risks=f"{words} risks")
        decided = self.do(
            briefing.decide, "hale", 58, day=AT.date(), text=f"{words} decided", owner="inspector@response", within=timedelta(hours=4), about=incident,
        )
        known.keys["meeting action"] = refs.key_of(decided["action"], "action")
        self._keys(known)
        return known

    def _known_before(self, known: Known) -> None:
        """Where the child lives, and a marker."""
        work = Work("test.known", SYSTEM, AT - timedelta(minutes=99), key=f"k{next(_numbers)}")
        child = known.refs["child"]
        place = things.find_or_add_place(work, [f"{next(_numbers)} Harbour Row", "Northport"], "NS1 2AB")
        note_all(work, people.record_address(work, child, place.ref, use="home")[1])
        append(work)
        self.do(
            profile.record_marker, "rees", 98, person=child, marker="child_sexual_exploitation", level="high", evidence=f"{known.words} evidence",
        )
        known.keys["place"] = refs.key_of(place.ref, "place")

    def _shared(self, known: Known) -> None:
        """The authority was told, and both sides have something to do."""
        about: dict[str, Any] = {kind: known.refs[kind] for kind in ("child", "episode", "incident")}
        told = self.do(
            sharing.share_notice, "nair", 68, matter="missing", to="local_authority", channel="gateway", agency="Northshire Council",
            content=f"{known.words} told", **about,
        )
        known.keys["notice"] = refs.key_of(told["shares"][0], "message")
        for side, body in (("our action", ""), ("their action", "Northshire Council")):
            made = self.do(
                missing.joint_action, "hale", 66, episode=known.refs["episode"], what=f"{known.words} action", due_at=AT + timedelta(hours=2), body=body,
            )
            known.keys[side] = UUID(made["action"])
        self.do(missing.joint_note, "hale", 65, episode=known.refs["episode"], text=f"{known.words} joint", audience="joint")

    def _keys(self, known: Known) -> None:
        from tutela.record.occurrences.models import Episode, Incident
        from tutela.record.people.models import Marker, Person

        for kind, prefix in (("incident", "incident"), ("episode", "episode"), ("child", "person")):
            known.keys[kind] = refs.key_of(known.refs[kind], prefix)
        known.refs["incident reference"] = Incident.objects.get(pk=known.keys["incident"]).reference
        known.refs["episode reference"] = Episode.objects.get(pk=known.keys["episode"]).reference
        known.refs["person reference"] = Person.objects.get(pk=known.keys["child"]).reference
        known.keys["marker"] = Marker.objects.get(person_id=known.keys["child"]).pk
        known.keys["entry"] = Entry.objects.filter(about__contains=[known.refs["incident"]], type="contact.LogEntered").latest("recorded_at").pk
        actions = ActionRow.objects.filter(what__startswith=known.words)
        known.keys["incident action"] = actions.get(origin="direction").pk
        known.keys["episode action"] = actions.get(origin="plan").pk
        owed = Duty.objects.filter(about__contains=[known.refs["child"]], settled_at=None).order_by("due_at", "id")
        duty = owed.filter(family="episode").first() or owed[0]
        known.keys["duty"] = duty.pk
        self.do(duties.request_not_needed, "hale", 55, duty=duty.printed, reason=f"{known.words} request")
        known.keys["request"] = Request.objects.get(duty=duty).pk
        known.keys["reading"] = self._drawn(known)
        officer = self.viewer("adeyemi").ref
        grants.lock_out(officer, known.refs["child"], f"{known.words} lock-out", by=self.insider, since=AT - timedelta(minutes=50))
        known.keys["lock-out"] = Lockout.objects.get(officer=officer, subject=known.refs["child"]).pk
        known.keys["glass"] = grants.break_glass(self.viewer("thackray").ref, known.refs["child"], f"{known.words} glass", at=AT - timedelta(minutes=45))
        everybody = sorted({role for key in (*COLUMNS.values(), INSIDER, PARTNER) for role in self.viewer(key).roles})
        grants.restrict(
            known.refs["episode"], level="detail", audience=[*everybody, self.insider], why=f"{known.words} wide", by=self.insider,
            since=AT - timedelta(minutes=40),
        )
        known.keys["restriction"] = Restriction.objects.get(subject=known.refs["episode"]).pk
        assert BreakGlass.objects.filter(pk=known.keys["glass"]).exists()

    def _drawn(self, known: Known) -> UUID:
        """A review of the search that was drawn to be read by another."""
        from tutela.desks.reports.models import SecondReading
        from tutela.record.enquiries.models import Enquiry, Review

        reviewer, at = self.viewer("hale").ref, AT - timedelta(minutes=52)
        enquiry = Enquiry.objects.get(subject=known.refs["episode"], purpose="find_child")
        review = Review.objects.create(enquiry=enquiry, number=90, words=f"{known.words} review", counts=True, by=reviewer, role="fim@contact", at=at)
        drawn = SecondReading.objects.create(
            review=review.pk, subject=known.refs["episode"], reviewer=reviewer, asked_at=at, asked_by=self.viewer("okonkwo").ref,
        )
        return drawn.pk

    def _wall(self, known: Known) -> None:
        """From now on the child is for the insider alone."""
        level: Any = known.how
        grants.restrict(
            known.refs["child"], level=level, audience=[self.insider], why=f"{known.words} wall", by=self.insider, since=AT - timedelta(minutes=30),
        )


def new_key() -> str:
    """A key of an act."""
    return str(ids.new())
