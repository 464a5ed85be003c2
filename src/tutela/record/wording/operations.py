"""Keeping what was noticed in an entry's words, and what its author answered. Helpers of an operation's :class:`~tutela.foundations.work.unit.Work`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from tutela.facts import Fact
from tutela.foundations.design.times import local_time
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Flag as Noticed
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.law import language
from tutela.record.chronology.operations import FROM_OUTSIDE
from tutela.record.wording.engine import CARRIED, READ, URGENT, Kind, Likest, answered_by, asks_answer, because, first_like, found
from tutela.record.wording.models import Flagged, Worded
from tutela.record.wording.queries import Flag, Written, check, standing_words, written_before


def keep(work: Work, fact: str, subject: str, field: str, flags: Iterable[Flag]) -> list[Flagged]:
    """Keep flags on an entry, each rule once a field, however often the act is tried."""
    rows = [
        Flagged(
            fact=fact, subject=subject, field=field, code=f.code, category=f.category, words=f.words, starts=f.starts, ends=f.ends, version=f.version,
            digest=f.digest, author=work.by.ref, at=work.at,
        )
        for f in flags
    ]
    if rows:
        Flagged.objects.bulk_create(rows, ignore_conflicts=True)
        work.note_change(subject, {}, {f"wording {field}": [row.code for row in rows]})
    return list(Flagged.objects.filter(fact=fact, field=field))


def check_and_keep(work: Work, fact: str, subject: str, field: str, text: str, context: str = "rationale") -> list[Flagged]:
    """Read a text by the rules and keep what they notice."""
    return keep(work, fact, subject, field, check(text, context))


def notice(work: Work) -> None:
    """The finisher of every act: each text that is read of what was recorded is scored and kept with its entry, and what is noticed is said with the act.

    Nothing is refused and no word is changed. Of a report that is being taken the scores are kept and nothing is said; what came from another
    system was read, or not, where it was written.
    """
    if work.kept.get(FROM_OUTSIDE):
        return
    urgent = any(type(fact.data) in URGENT for fact in work.facts)
    read = [(fact, READ[type(fact.data)]) for fact in work.facts if type(fact.data) in READ]
    earlier = written_before(work.by.ref, work.by.unit or "") if read and not urgent else []
    lacks, work.flags = work.flags, []
    done: set[tuple[str, str]] = set()
    for fact, kinds in read:
        _read(work, fact, kinds, earlier, done, urgent=urgent)
    work.flags += lacks   # the words come first: their author can better them


def _read(work: Work, fact: Fact, kinds: Mapping[str, Kind], earlier: Sequence[Written], done: set[tuple[str, str]], *, urgent: bool) -> None:
    """Read the texts of one fact; what another fact of the same act says of the same record in the same words was read there."""
    subject = _subject(fact)
    texts = {name: clean(getattr(fact.data, name) or "") for name in kinds}
    before = standing_words(subject, texts) if type(fact.data) in CARRIED and not urgent else set()
    mine = {name: text for name, text in texts.items() if text and (name, text) not in before and (subject, text) not in done}
    done |= {(subject, text) for text in mine.values()}
    likest = {name: None if urgent else first_like(work.by, text, earlier) for name, text in mine.items()}
    Worded.objects.bulk_create([_scored(work, fact, subject, name, kinds[name], text, likest[name]) for name, text in mine.items()], ignore_conflicts=True)
    for name, text in mine.items():
        if not urgent:
            _say(work, fact.id, subject, name, kinds[name], text, likest[name])


def _scored(work: Work, fact: Fact, subject: str, name: str, kind: Kind, text: str, likest: Likest | None) -> Worded:
    """A text as it was read."""
    low = kind != "assessment" and language.superficial(text) is not None
    row = Worded(
        fact=fact.id, subject=subject, about=sorted({about.ref for about in fact.about}), field=name, kind=kind, words=text, author=work.by.ref,
        unit=work.by.unit or "", at=work.at, score=language.specificity(text).score, low=low, why=clean(work.words_why) if asks_answer(text, kind) else "",
    )
    if likest is not None:
        row.alike, row.first, row.first_subject = likest.percent, likest.fact, likest.subject
    return row


def _say(work: Work, fact: str, subject: str, name: str, kind: Kind, text: str, likest: Likest | None) -> None:
    """Keep what is noticed, with the answer that its author gave beforehand, and say it with the act that is done all the same."""
    noticed = found(text, kind, likest)
    rows = keep(work, fact, subject, name, noticed)
    asked = answered_by(asks_answer(text, kind)) if clean(work.words_why) else frozenset()
    for row in rows:
        if row.code in asked and not row.answer:
            answer(work, row.pk, "justified", work.words_why)
    for flag in noticed:
        if flag.code not in asked:
            work.flags.append(Noticed(flag.code, because(flag), {
                "words": flag.words, "suggestion": flag.suggestion, "percent": likest.percent if likest else 0,
                "at": local_time(likest.at) if likest else "",
            }))


def _subject(fact: Fact) -> str:
    """The record under which it is kept: the search of the team's, the log of the room's."""
    wanted = "episode" if fact.type.startswith("missing.") else "incident"
    return next((about.ref for about in fact.about if about.kind == wanted), fact.about[0].ref if fact.about else "")


def answer(work: Work, flag: UUID, how: str, words: str = "") -> Flagged:
    """Keep what an author answered: that they changed the words, why the words are right, or that they passed on.

    :param how: ``changed``, ``justified`` or ``dismissed``
    :raises Refused: if it was answered already, or justified without a reason
    """
    row = Flagged.objects.select_for_update().filter(pk=flag).first()
    if row is None:
        raise Refused("wording.no-such-flag")
    if row.answer:
        raise Refused("wording.already-answered")
    if how == "justified" and not clean(words):
        raise Refused("wording.say-why")
    row.answer, row.answer_words, row.answered_at, row.answered_by = how, clean(words), work.at, work.by.ref
    row.save(update_fields=["answer", "answer_words", "answered_at", "answered_by"])
    work.note_change(row.subject, {}, {f"wording {row.field}": {"code": row.code, "answer": how}})
    work.touch(row.subject)
    return row
