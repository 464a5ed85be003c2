"""The pack of a morning is kept; in its meeting somebody came, something was noted, and what was decided became somebody's action."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import msgspec

from tutela.desks.briefing.models import Discussion, Pack, PackLine, Printed
from tutela.desks.briefing.queries.composing import NIGHT, compose
from tutela.desks.briefing.queries.meeting import REVIEW, subjects_of
from tutela.desks.briefing.queries.reviews import to_list
from tutela.facts import About, missing, referrals
from tutela.foundations import audit
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import clock, ids, refs
from tutela.foundations.kit.text import clean
from tutela.foundations.work import context
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.operations import note
from tutela.record.chronology.queries import facts_about
from tutela.record.meetings import operations as meetings

FORCE: Final = "force"
"""What the meeting as a whole is about: no child, so that nobody reads of it under a child."""


@operation(Permission.MISSING_OWN)
def keep_pack(work: Work, *, day: date) -> dict[str, Any]:
    """Keep what is known now as the pack of a day: once, and never again for the same day."""
    held = Pack.objects.filter(day=day).first()
    if held is not None:
        return {"pack": str(held.pk), "lines": 0}
    last = Pack.objects.filter(day__lt=day).order_by("-day").values_list("as_at", flat=True).first()
    since = max(last, work.at - NIGHT) if last else work.at - NIGHT
    pack = Pack(day=day, since=since, as_at=work.at)
    work.add(pack)
    numbers: dict[str, int] = {}
    rows = []
    for line in compose(work.at, since):
        numbers[line.section] = number = numbers.get(line.section, 0) + 1
        rows.append(PackLine(
            id=ids.new(), pack=pack, section=line.section, number=number, area=line.area, gap=line.gap, refs=list(line.refs), said=msgspec.to_builtins(line),
        ))
    PackLine.objects.bulk_create(rows, batch_size=1000)
    return {"pack": str(pack.pk), "lines": len(rows)}


@operation(Permission.MISSING_OWN)
def list_for_review(work: Work, *, day: date) -> dict[str, Any]:
    """Put every time missing that was reported since the last list, a day at most, on the specialist team's list: a review of each is owed from now on."""
    last = Pack.objects.filter(day__lt=day).order_by("-day").values_list("as_at", flat=True).first()
    since = max(last, work.at - NIGHT) if last else work.at - NIGHT
    found = to_list(since, work.at)
    for episode, incident, child in found:
        note(work, missing.ReviewListed(day=day), about=[About("episode", episode), About("incident", incident), About("child", child, "missing")])
    return {"episodes": len(found)}


@operation(Permission.MISSING_OWN, about=("about",))
def decide(
    work: Work, *, day: date, text: str, owner: str, within: timedelta, about: str = "", why: str = "",
) -> dict[str, Any]:
    """Enter what the meeting decided: it is an action from now on, owed by its owner by its time, and they are told.

    :param owner: ``role@area``
    :param within: by when, as a time from the act, so that the same form sent twice is the same act
    :param about: the search or incident that it is about; empty: of no one child
    :raises Refused: if it says nothing
    """
    work.words = {"text": text, "why": why}
    by_when = work.at + within
    meeting = _meeting(work, day, about)
    decision = meetings.decide(work, meeting, text, why=why, owner=owner, due_at=by_when)
    action = refs.make("action", decision.pk)
    meetings.became(work, decision.pk, action)
    payload = referrals.MeetingActionSet(what=clean(text), agency="police", to=owner, by_when=by_when)
    fact = note(work, payload, about=[About("action", action), About("meeting", meeting), *_subjects(work, about)])
    return {"action": action, "meeting": meeting, "fact": fact.id}


@operation(Permission.INCIDENT_LOG)
def action_done(work: Work, *, action: str, result: str) -> dict[str, Any]:
    """Record what came of an action that the meeting set.

    :raises Refused: if nothing is said, or it is done already
    """
    work.words = {"result": result}
    if not clean(result):
        raise Refused("briefing.action.say-what")
    facts = facts_about([Subject("action", action)], types=["referrals.MeetingActionSet", "referrals.MeetingActionDone"])
    asked = work.found(next((fact for fact in facts if fact.type == "referrals.MeetingActionSet"), None))
    work.may(Permission.INCIDENT_LOG, *(a.ref for a in asked.about if a.kind not in ("action", "meeting")))
    if len(facts) > 1:
        raise Refused("briefing.action.done-already")
    fact = note(work, referrals.MeetingActionDone(result=clean(result)), about=list(asked.about))
    return {"action": action, "fact": fact.id}


@operation(Permission.MISSING_OWN, about=("about",))
def say(work: Work, *, day: date, text: str, about: str = "") -> dict[str, Any]:
    """Note what was said in the meeting, of one child or of none.

    :raises Refused: if nothing was said
    """
    work.words = {"text": text}
    meeting = _meeting(work, day, about)
    _subjects(work, about)
    return {"meeting": meeting, "number": meetings.minute(work, meeting, text).number}


@operation(Permission.MISSING_OWN)
def attended(work: Work, *, day: date, who: str, agency: str = "", state: str = "came", about: str = "") -> dict[str, Any]:
    """Record that somebody came to a meeting of a day, sent apologies or stayed away.

    :param about: :data:`REVIEW` for the specialist team's with its partners; empty for the management meeting
    :param state: ``came``, ``apologies`` or ``absent``
    :raises Refused: if it is not said who
    """
    meeting = _meeting(work, day, REVIEW if about == REVIEW else "")
    meetings.attend(work, meeting, who, agency=agency, state=state)
    return {"meeting": meeting}


def _subjects(work: Work, about: str) -> list[About]:
    """The records that a word about a search or incident is about, each asked of the policy."""
    found = subjects_of(about) if about else ()
    work.may(Permission.MISSING_OWN, *(a.ref for a in found))
    return list(found)


def _meeting(work: Work, day: date, about: str) -> str:
    """The meeting of a day about a record: arranged where there is none yet."""
    held = Discussion.objects.filter(day=day, about=about).first()
    if held is not None:
        return held.meeting
    named = [a.ref for a in subjects_of(about)] or [FORCE]
    title = f"{'Specialist review' if about == REVIEW else 'Daily management meeting'}, {day.isoformat()}"
    row = meetings.arrange(work, title=title, about=named, planned_at=work.at, kind="briefing")
    meetings.held(work, row.ref, work.at)
    work.add(Discussion(day=day, about=about, meeting=row.ref))
    return row.ref


@operation(Permission.MISSING_OWN)
def print_pack(work: Work, *, day: date, reason: str, recipient: str, subjects: tuple[str, ...], withheld: int) -> dict[str, Any]:
    """Log that the pack of a day leaves on paper: of which records, by whom, why, for whom. Its number stands on every page.

    :param withheld: how many lines stand in it without their detail
    :raises Refused: without a reason or a recipient
    """
    work.words = {"reason": reason, "recipient": recipient}
    if not clean(reason) or not clean(recipient):
        raise Refused("briefing.print.says-nothing")
    number = work.reference("EXP")
    work.touch(*subjects)
    audit.write(audit.Line(
        at=clock.wall(), business_at=work.at, officer=work.by.ref, role=work.by.acting, session=work.by.session, device=work.by.device,
        request_id=context.request_id(), operation_id=str(work.id), kind="export", action=work.operation, subjects=subjects, reason=clean(reason),
        purpose=clean(recipient), outcome="exported",
        new={"export": number, "what": f"pack:{day.isoformat()}", "marking": "official_sensitive", "records": len(subjects), "withheld": withheld},
    ))
    return {"export": number}


@operation(Permission.BOARD_SEE)
def put_by(work: Work, *, where: str, lines: int, problem: str = "") -> dict[str, Any]:
    """Note that the list for a day without the system was put by, or that it could not be: whoever relies on it must see which."""
    row = Printed(at=work.at, where=where[:400], lines=lines, problem=problem[:300])
    work.add(row)
    return {"printed": str(row.pk)}
