"""The work itself: plan, actions and their results, reviews. Each takes the work of an operation; none is a door by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from django.db.models import Max

from tutela.facts.missing import Action as Said
from tutela.foundations.design.words import words
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.enquiries.models import Action, Enquiry, Hypothesis, Line, Review
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences.models import Episode

TRIGGER_PLAN: Final = "trigger_plan"
"""The origin of what was copied from the child's trigger plan."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An action as it is asked for: by when as a time from the act, so that the same form sent twice is the same act."""

    what: str
    who: str = ""
    where: str = ""
    within: timedelta | None = None

    def said(self, at: datetime) -> Said:
        """The action that it means at a moment."""
        return Said(what=self.what, who=self.who, where=self.where, by_when=moment(self.within, at))


def moment(when: datetime | timedelta | None, at: datetime) -> datetime | None:
    """A moment, or a time from the act as one."""
    return at + when if isinstance(when, timedelta) else when


def meant(actions: Iterable[Said | Asked], at: datetime) -> tuple[Said, ...]:
    """Actions as facts carry them, without those that say nothing."""
    found = (action.said(at) if isinstance(action, Asked) else action for action in actions)
    return tuple(action for action in found if clean(action.what))


def enquiry_of(work: Work, subject: str, purpose: str) -> Enquiry:
    """The open enquiry on a subject for a purpose; one is begun where there is none."""
    row = Enquiry.objects.select_for_update().filter(subject=subject, purpose=purpose, ended_at=None).first()
    if row is None:
        retention = "missing_child" if purpose == "find_child" else "child_protection"
        row = Enquiry(**work.root("ENQ"), retention=retention, subject=subject, purpose=purpose)
        work.add(row, shown=("subject", "purpose"))
    return row


def end(work: Work, subject: str, purpose: str) -> None:
    """The enquiry has come to its end; its open actions stay open, each with its owner."""
    for row in Enquiry.objects.select_for_update().filter(subject=subject, purpose=purpose, ended_at=None):
        work.change(row, ended_at=work.at)


def plan(work: Work, enquiry: Enquiry, *, hypotheses: Iterable[str], lines: Sequence[Said]) -> list[Line]:
    """Add to the plan: what is thought, and the lines that follow, each with the action that it asks for."""
    held = set(Hypothesis.objects.filter(enquiry=enquiry, ended_at=None).values_list("words", flat=True))
    fresh = [clean(words) for words in hypotheses if clean(words)]
    new = [words for words in dict.fromkeys(fresh) if words not in held]
    Hypothesis.objects.bulk_create([Hypothesis(enquiry=enquiry, words=words, by=work.by.ref, at=work.at) for words in new])
    made = [Line(enquiry=enquiry, what=clean(line.what), by=work.by.ref, at=work.at) for line in lines]
    Line.objects.bulk_create(made)
    for line, said in zip(made, lines, strict=True):
        _act(work, enquiry, said, "plan", line=line)
    work.note_change(enquiry.subject, {}, {"hypotheses": fresh, "lines": [line.what for line in made]})
    return made


def give(work: Work, enquiry: Enquiry, actions: Iterable[Said], origin: str, *, owner: str = "", by: str | None = None) -> list[Action]:
    """Give actions: each with what, who, where and by when as far as they were said."""
    return [_act(work, enquiry, said, origin, owner=owner, by=by) for said in actions if clean(said.what)]


def follow_trigger_plan(work: Work, episode: Episode) -> list[Action]:
    """Copy what the child's live trigger plan asks for into the search, each action a line with its owner and time from the report. Once for each episode.

    A search that began before the plan was approved, or of a child whose whereabouts are known, is not touched.
    """
    plan = occurrences.live_plan_of(episode.child)
    if plan is None or plan.approved_at is None or plan.approved_at > episode.reported_at or episode.whereabouts_known:
        return []
    enquiry = enquiry_of(work, episode.ref, "find_child")
    if Action.objects.filter(enquiry=enquiry, origin=TRIGGER_PLAN).exists():
        return []
    made = []
    for number, asked in enumerate(occurrences.said_of(plan).actions):
        at = work.at + timedelta(microseconds=number)   # in the plan's order, whatever their keys
        line = Line(enquiry=enquiry, what=asked.what, by=plan.by, at=at)
        work.add(line)
        role = asked.who if "@" in asked.who else ""
        said = Said(
            what=asked.what, who="" if role else asked.who,
            by_when=episode.reported_at + timedelta(minutes=asked.within) if asked.within is not None else None,
        )
        made.append(_act(work, enquiry, said, TRIGGER_PLAN, line=line, owner=role or episode.owner, by=plan.by, at=at))
    return made


def undone(subject: str, origin: str) -> list[Action]:
    """Actions of one origin on a record that nobody has finished, in the order in which they were given."""
    return list(Action.objects.filter(enquiry__subject=subject, origin=origin, done_at=None, not_done_why="").order_by("at", "id"))


def found_by(work: Work, subject: str, what: str, at: datetime) -> Action | None:
    """The child was found by this action of their trigger plan, in its words: it is done. The last answer stands; empty words: by none of them."""
    ours = Action.objects.select_for_update().filter(enquiry__subject=subject, origin=TRIGGER_PLAN)
    row = ours.filter(what=clean(what)).order_by("at", "id").first() if clean(what) else None
    others = ours.filter(found_at__isnull=False)
    (others.exclude(pk=row.pk) if row is not None else others).update(found_at=None)
    if row is not None and row.found_at is None:
        row.found_at = at
        if row.done_at is None:
            row.result, row.done_at, row.done_by = words("enquiries.action.found-child"), at, work.by.ref
        row.save(update_fields=["found_at", "result", "done_at", "done_by"])
        work.note_change(subject, {}, {"action that found the child": row.what})
    return row


def plan_used(subject: str) -> bool | None:
    """Was anything of the child's trigger plan done in this search, or did it find the child? None where the plan was not in it."""
    found = list(Action.objects.filter(enquiry__subject=subject, origin=TRIGGER_PLAN).values_list("done_at", flat=True))
    return any(found) if found else None


def leave(work: Work, action: Action, why: str) -> None:
    """Somebody closes over an action that was not done, and says why: it stays undone."""
    action.not_done_why = clean(why)
    action.save(update_fields=["not_done_why"])
    work.note_change(action.enquiry.subject, {}, {f"action {action.id} not done": action.not_done_why})


def complete(work: Work, action: str, result: str) -> Action:
    """Say what came of an action.

    :raises Refused: if it is done already, or nothing is said
    """
    if not clean(result):
        raise Refused("enquiries.result-says-nothing")
    row = Action.objects.select_for_update().select_related("enquiry").get(pk=action)
    if row.done_at is not None:
        raise Refused("enquiries.done-already")
    row.result, row.done_at, row.done_by = clean(result), work.at, work.by.ref
    row.save(update_fields=["result", "done_at", "done_by"])
    work.touch(row.enquiry.subject)
    work.note_change(row.enquiry.subject, {}, {"action done": row.what, "result": row.result})
    return row


def subject_of(action: str) -> str:
    """The record that an action is about: asked of the policy before it is touched."""
    return str(Action.objects.values_list("enquiry__subject", flat=True).get(pk=action))


def review(
    work: Work, enquiry: Enquiry, *, decision: str, words: str, why_not: Sequence[dict[str, Any]] = (), by_when: datetime | None = None,
    quality: int | None = None, grade: str = "", fact: str = "", by: str | None = None, role: str | None = None, at: datetime | None = None,
    author: str = "", themes: Sequence[str] = (),
) -> Review:
    """Keep a review, numbered. One that the law does not let count is kept like any other, and says why."""
    last = Review.objects.filter(enquiry=enquiry).aggregate(last=Max("number"))["last"] or 0
    row = Review(
        enquiry=enquiry, number=last + 1, decision=decision, by_when=by_when, quality=quality, grade=grade, words=clean(words), counts=not why_not,
        why_not=list(why_not), by=by or work.by.ref, role=role or work.by.acting, at=at or work.at, fact=fact,
        author=author, themes=list(themes),
    )
    work.add(row)
    work.note_change(enquiry.subject, {}, {"review": row.number, "decision": decision, "counts": row.counts})
    return row


def note_feedback(work: Work, subject: str) -> tuple[str, ...]:
    """Keep that the author took note of what reviewers said of the quality of their record.

    :returns: the facts of the reviews
    """
    rows = list(Review.objects.select_for_update().filter(enquiry__subject=subject, author=work.by.ref, noted_at=None).order_by("at", "id"))
    Review.objects.filter(pk__in=[row.pk for row in rows]).update(noted_at=work.at)
    for row in rows:
        work.note_change(subject, {}, {f"feedback {row.number}": "noted"})
    return tuple(row.fact for row in rows)


def _act(
    work: Work, enquiry: Enquiry, said: Said, origin: str, *, line: Line | None = None, owner: str = "", by: str | None = None,
    at: datetime | None = None,
) -> Action:
    row = Action(
        enquiry=enquiry, line=line, origin=origin, what=clean(said.what), who=clean(said.who)[:200], owner=owner, where=clean(said.where), by_when=said.by_when,
        by=by or work.by.ref, at=at or work.at,
    )
    work.add(row)
    work.note_change(enquiry.subject, {}, {f"action {row.id}": row.what})
    return row
