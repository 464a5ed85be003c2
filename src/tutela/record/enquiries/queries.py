"""Reading enquiries: the plan, who does what by when, which reviews counted, and what waits to be taken over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import Q

from tutela.facts import Fact, missing
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import looks
from tutela.law.kernel.subjects import Subject
from tutela.law.missing import questions
from tutela.record.chronology.queries import facts_about
from tutela.record.enquiries.models import Action, Enquiry, HandOver, Hypothesis, Line, Review
from tutela.record.occurrences import queries as occurrences

THRIVE: Final = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")
"""The elements of an assessment."""


class ActionSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One action, and what came of it."""

    id: str
    subject: str
    origin: str
    what: str
    who: str
    owner: str
    where: str
    by_when: datetime | None
    by: str
    at: datetime
    result: str
    done_at: datetime | None
    done_by: str
    not_done_why: str = ""

    def late(self, at: datetime) -> bool:
        """Is it past its time and not done?"""
        return self.done_at is None and not self.not_done_why and self.by_when is not None and self.by_when < at


class ReviewSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One review, and why it does not count where it does not."""

    number: int
    decision: str
    by_when: datetime | None
    quality: int | None
    grade: str
    words: str
    counts: bool
    why_not: tuple[dict[str, Any], ...]
    by: str
    role: str
    at: datetime
    themes: tuple[str, ...] = ()


class FeedbackSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A review as feedback to whoever made the record."""

    id: str
    subject: str
    review: ReviewSeen
    noted_at: datetime | None


class PlanSeen(msgspec.Struct, frozen=True, kw_only=True):
    """An enquiry, whole: nothing in it where none was begun."""

    ref: str
    reference: str
    hypotheses: tuple[tuple[str, str, datetime], ...]
    """Words, by whom, when."""
    lines: tuple[tuple[str, str, datetime], ...]
    actions: tuple[ActionSeen, ...]
    reviews: tuple[ReviewSeen, ...]

    @property
    def empty(self) -> bool:
        """Is there no plan at all?"""
        return not self.hypotheses and not self.lines


class HandOverSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-over as it waits or was answered."""

    id: str
    subject: str
    cause: str
    giver: str
    giver_role: str
    receiver_role: str
    receiver: str
    risks: str
    duties: tuple[dict[str, Any], ...]
    next_deadline: datetime | None
    first: bool
    offered_at: datetime
    accepted_at: datetime | None
    accepted_by: str
    declined_at: datetime | None
    declined_by: str
    declined_why: str

    @property
    def waits(self) -> bool:
        """Has nobody answered?"""
        return self.accepted_at is None and self.declined_at is None


NOTHING = PlanSeen(ref="", reference="", hypotheses=(), lines=(), actions=(), reviews=())


def plan_of(subject: str, purpose: str) -> PlanSeen:
    """The enquiry on a subject, open or ended, in five queries."""
    known: dict[tuple[str, str], PlanSeen] = looks.learnt("plan")
    if (subject, purpose) not in known:
        known[subject, purpose] = _plan_of(subject, purpose)
    return known[subject, purpose]


def _plan_of(subject: str, purpose: str) -> PlanSeen:
    row = Enquiry.objects.filter(subject=subject, purpose=purpose).order_by("-created_at").first()
    if row is None:
        return NOTHING
    return PlanSeen(
        ref=row.ref, reference=row.reference,
        hypotheses=tuple((h.words, h.by, h.at) for h in Hypothesis.objects.filter(enquiry=row, ended_at=None).order_by("at", "id")),
        lines=tuple((line.what, line.by, line.at) for line in Line.objects.filter(enquiry=row, ended_at=None).order_by("at", "id")),
        actions=tuple(_action(a, subject) for a in Action.objects.filter(enquiry=row).order_by("done_at", "by_when", "at", "id")),
        reviews=tuple(_review(r) for r in Review.objects.filter(enquiry=row).order_by("-number")),
    )


def last_review(subjects: Iterable[str]) -> ReviewSeen | None:
    """The latest review of any of these records that counts."""
    row = Review.objects.filter(enquiry__subject__in=list(subjects), counts=True).order_by("-at", "-id").first()
    return _review(row) if row else None


def feedback_to(officer: str, *, after: tuple[datetime, UUID] | None = None, limit: int = 25) -> list[FeedbackSeen]:
    """What reviewers said of the quality of this officer's records, the latest first, from a place on."""
    rows = Review.objects.select_related("enquiry").filter(author=officer).exclude(author="")
    if after is not None:
        rows = rows.filter(Q(at__lt=after[0]) | Q(at=after[0], pk__lt=after[1]))
    return [FeedbackSeen(id=str(r.pk), subject=r.enquiry.subject, review=_review(r), noted_at=r.noted_at) for r in rows.order_by("-at", "-id")[:limit]]


def to_note(officer: str, subject: str) -> list[ReviewSeen]:
    """What was said of this officer's record of one subject, and they have not taken note of."""
    return [_review(r) for r in Review.objects.filter(author=officer, enquiry__subject=subject, noted_at=None).order_by("at", "id")]


def scored(since: datetime, until: datetime, hidden: Collection[str] = ()) -> list[ReviewSeen]:
    """Every review of a time that scored a record's quality, of records of which the reader may know."""
    rows = Review.objects.filter(quality__isnull=False, at__gte=since, at__lt=until).exclude(enquiry__subject__in=sorted(hidden))
    return [_review(r) for r in rows.order_by("at", "id")]


def action(key: str) -> ActionSeen | None:
    """One action, with the record that it is about."""
    row = Action.objects.select_related("enquiry").filter(pk=key).first()
    return _action(row, row.enquiry.subject) if row else None


class Heard(msgspec.Struct, frozen=True):
    """What has been assessed, asked and told of an incident and its search."""

    thrive: dict[str, str]
    """Of each element what was said last; an element that nobody filled is left out."""
    unanswered: tuple[str, ...] | None
    """What of the missing child questionnaire is unanswered; none where nobody has begun it."""
    said: dict[str, missing.Answer]
    """What it says, by question: an answer, or why it was not asked."""
    information: Fact | None
    """What came last."""
    found: Fact | None = None
    """How the child was found, as it was said last."""
    seen_by_police: bool = False
    """Has a police officer seen the child since they were found?"""
    versions: tuple[Fact, ...] = ()
    """Every assessment, in the order in which they were recorded: each a version, those that were corrected among them."""
    news: tuple[Fact, ...] = ()
    """What came since the last assessment, or since the owner said why nothing changes it."""
    checks: tuple[Fact, ...] = ()
    """Which systems were looked in, each time."""
    asked: tuple[Fact, ...] = ()
    """Each time that somebody worked on the questionnaire, in order."""

    @property
    def answers(self) -> dict[str, str]:
        """What was answered in words, by question; one that was not asked is left out."""
        return {name: one.words or one.value for name, one in self.said.items() if not one.not_asked}


_HEARD: Final = (
    "contact.ThriveAssessed", "missing.QuestionnaireCompleted", "contact.InformationReceived", "missing.Found", "missing.Verified",
    "missing.PreventionInterviewHeld", "contact.InformationAnswered", "contact.SystemsChecked",
)
_ASSESSED, _INFORMATION, _ANSWERED, _CHECKED = "contact.ThriveAssessed", "contact.InformationReceived", "contact.InformationAnswered", "contact.SystemsChecked"


def heard(incident: str, episode: str = "") -> Heard:
    """What has been assessed, asked and told, what came since, and how the child was found, in one query."""
    subjects = [Subject("incident", incident), *([Subject("episode", episode)] if episode else [])]
    facts = facts_about(subjects, types=_HEARD)
    replaced = {fact.supersedes for fact in facts if fact.supersedes}
    in_order = sorted((f for f in facts if f.id not in replaced), key=lambda f: (f.occurred.earliest, f.recorded_at or f.occurred.earliest, f.id))
    thrive: dict[str, str] = {}
    unanswered: tuple[str, ...] | None = None
    answered: dict[str, missing.Answer] = {}
    asked: list[Fact] = []
    information: Fact | None = None
    found: Fact | None = None
    seen = False
    for fact in in_order:
        data: Any = fact.data
        if fact.type == _ASSESSED:
            thrive.update({name: said for name in THRIVE if (said := getattr(data, name))})
        elif fact.type == _INFORMATION:
            information = fact
        elif fact.type in (_ANSWERED, _CHECKED) or episode not in fact.refs("episode"):
            continue
        elif fact.type == "missing.QuestionnaireCompleted":
            unanswered, answered = tuple(data.unanswered), answered | {one.question: one for one in data.answers}
            asked.append(fact)
        else:
            found = fact if fact.type == "missing.Found" else found
            seen = seen or _by_police(data)
    versions = sorted((f for f in facts if f.type == _ASSESSED), key=lambda f: (f.shown_from, f.id))
    checks = sorted((f for f in in_order if f.type == _CHECKED), key=lambda f: (f.held_from, f.id))
    return Heard(thrive, unanswered, answered, information, found, seen, tuple(versions), _news(in_order), tuple(checks), tuple(asked))


def unasked(told: Heard) -> tuple[str, ...]:
    """Which questions of the questionnaire wait for an answer: all of the list, where nobody has begun it."""
    return questions.unanswered(()) if told.unanswered is None else told.unanswered


def _news(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The information that neither an assessment nor an answer has followed, by when the force held each.

    As the law asks for it (``contact.reassess``): what is said of the same moment answers it.
    """
    found: list[Fact] = []
    for fact in sorted(facts, key=lambda f: (f.held_from, f.type != _INFORMATION, f.id)):
        if fact.type == _INFORMATION:
            found.append(fact)
        elif fact.type in (_ASSESSED, _ANSWERED):
            found.clear()
    return tuple(found)


def _by_police(data: Any) -> bool:
    """Did an officer see the child: who found, verified or spoke to them in person?"""
    return data.by in ("police", "other_force") and getattr(data, "mode", "in_person") == "in_person"


def actions_of(owner: Iterable[str], *, open_only: bool = True, limit: int = 100) -> list[ActionSeen]:
    """Actions of an officer or role, the most pressing first."""
    rows = Action.objects.filter(owner__in=list(owner)).select_related("enquiry")
    if open_only:
        rows = rows.filter(done_at=None, not_done_why="")
    return [_action(a, a.enquiry.subject) for a in rows.order_by("by_when", "id")[:limit]]


def left_open(subjects: Iterable[str], *, limit: int = 10) -> list[ActionSeen]:
    """Actions on these records that nobody has finished, the oldest first."""
    rows = Action.objects.filter(enquiry__subject__in=list(subjects), done_at=None, not_done_why="").select_related("enquiry")
    return [_action(a, a.enquiry.subject) for a in rows.order_by("at", "id")[:limit]]


def of_trigger_plan(episode: str) -> list[ActionSeen]:
    """What a search was given from the child's trigger plan and nobody has done, in order: closing over it asks for a reason."""
    rows = Action.objects.filter(enquiry__subject=episode, origin="trigger_plan", done_at=None, not_done_why="").order_by("at", "id")
    return [_action(a, episode) for a in rows]


def whole_trigger_plan(episode: str) -> list[ActionSeen]:
    """Everything that a search was given from the child's trigger plan, in its order, done or not."""
    return [_action(a, episode) for a in Action.objects.filter(enquiry__subject=episode, origin="trigger_plan").order_by("at", "id")]


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """How often a trigger plan, or one action of it, was in a search, was done, found the child; and when it was done last."""

    given: int = 0
    used: int = 0
    found: int = 0
    last: datetime | None = None


def use_of_plan(viewer: Viewer, child: str, at: datetime) -> tuple[Use, dict[str, Use]]:
    """How a child's trigger plan was used, over the searches of which the reader may know: the whole of it, then each action by its words."""
    rows = occurrences.episodes_of(child, limit=_SEARCHES)
    seen = policy.visible(viewer, {ref for row in rows for ref in (row.ref, row.incident)}, at=at)
    known = [row.ref for row in rows if row.ref in seen and row.incident in seen]
    actions = Action.objects.filter(enquiry__subject__in=known, origin="trigger_plan").values_list("enquiry__subject", "what", "done_at", "found_at")
    of_search: dict[str, list[tuple[datetime | None, datetime | None]]] = defaultdict(list)
    of_action: dict[str, list[tuple[datetime | None, datetime | None]]] = defaultdict(list)
    for episode, what, done, found in actions:
        of_search[episode].append((done, found))
        of_action[what].append((done, found))
    searches = [(max(filter(None, (d for d, _ in one)), default=None), next((f for _, f in one if f), None)) for one in of_search.values()]
    return _use(searches), {what: _use(one) for what, one in of_action.items()}


def _use(times: Sequence[tuple[datetime | None, datetime | None]]) -> Use:
    done = [when for when, _ in times if when is not None]
    return Use(given=len(times), used=len(done), found=sum(1 for _, found in times if found), last=max(done, default=None))


_SEARCHES: Final = 200
"""So many of a child's searches are looked through: more than anybody had."""


def waiting_for(viewer: Viewer, *, limit: int = 100) -> list[HandOverSeen]:
    """Hand-overs that ask this officer, or whoever holds a role of theirs, to take over; those that come first on the list first."""
    named = Q(receiver=viewer.ref) | (Q(receiver="") & Q(receiver_role__in=sorted(viewer.roles)))
    rows = list(HandOver.objects.filter(named, accepted_at=None, declined_at=None, withdrawn_at=None).order_by("-first", "offered_at", "id")[:limit])
    known = policy.visible(viewer, (row.subject for row in rows))
    return [_hand_over(row) for row in rows if row.subject in known]


def given_by(officer: str, *, limit: int = 100) -> list[HandOverSeen]:
    """Hand-overs of an officer that nobody has answered yet: the giver keeps watching."""
    rows = HandOver.objects.filter(giver=officer, accepted_at=None, declined_at=None, withdrawn_at=None).order_by("offered_at", "id")
    return [_hand_over(row) for row in rows[:limit]]


def hand_overs_of(*subjects: str, limit: int = 20) -> list[HandOverSeen]:
    """Every hand-over of some records, the latest first: an incident is handed over with the searches of its owner, and a search alone."""
    known: dict[tuple[frozenset[str], int], list[HandOverSeen]] = looks.learnt("hand-overs")
    asked = (frozenset(subjects), limit)
    if asked not in known:
        rows = HandOver.objects.filter(subject__in=subjects, withdrawn_at=None).order_by("-offered_at", "-id")
        known[asked] = [_hand_over(row) for row in rows[:limit]]
    return list(known[asked])


def _action(row: Action, subject: str) -> ActionSeen:
    return ActionSeen(
        id=str(row.pk), subject=subject, origin=row.origin, what=row.what, who=row.who, owner=row.owner, where=row.where, by_when=row.by_when, by=row.by,
        at=row.at, result=row.result, done_at=row.done_at, done_by=row.done_by,
        not_done_why=row.not_done_why,
    )


def _review(row: Review) -> ReviewSeen:
    return ReviewSeen(
        number=row.number, decision=row.decision, by_when=row.by_when, quality=row.quality, grade=row.grade, words=row.words, counts=row.counts,
        why_not=tuple(row.why_not), by=row.by, role=row.role, at=row.at, themes=tuple(row.themes),
    )


def _hand_over(row: HandOver) -> HandOverSeen:
    return HandOverSeen(
        id=str(row.pk), subject=row.subject, cause=row.cause, giver=row.giver, giver_role=row.giver_role, receiver_role=row.receiver_role,
        receiver=row.receiver, risks=row.risks, duties=tuple(row.duties), next_deadline=row.next_deadline, first=row.first, offered_at=row.offered_at,
        accepted_at=row.accepted_at, accepted_by=row.accepted_by, declined_at=row.declined_at, declined_by=row.declined_by, declined_why=row.declined_why,
    )
