"""Second readings and coaching (AH-104). Nothing follows by itself from any of it: people read, think and talk."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final

from tutela.desks.reports.models import CoachingNote, SecondReading
from tutela.desks.reports.queries import kept
from tutela.facts import governance
from tutela.foundations.access.permissions import Permission
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import ids
from tutela.foundations.kit.periods import local
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note
from tutela.record.enquiries.models import Review
from tutela.record.occurrences import queries as occurrences

SAMPLE: Final = 3
"""So many reviews are drawn at a time."""
_POOL: Final = 500


@operation(Permission.REPORTS_REVIEWERS)
def sample_reviews(work: Work, *, officer: str, since: datetime, until: datetime) -> dict[str, Any]:
    """Draw some of an officer's reviews of a time by lot, to be read by another: neither who reviewed nor who reads chooses which.

    :raises Refused: where there is none that was not drawn before, or one would read one's own
    """
    work.touch(officer)
    if officer == work.by.ref:
        raise Refused("reports.own-reviews")
    rows = Review.objects.filter(by=officer, at__gte=since, at__lt=until, enquiry__purpose="find_child").order_by("-at").values_list("id", "enquiry__subject")
    pool = dict(rows[:_POOL])
    drawn = set(SecondReading.objects.filter(review__in=pool).values_list("review", flat=True))
    left = sorted(pool.keys() - drawn, key=lambda key: hashlib.sha256(f"{work.key} {key}".encode()).hexdigest())[:SAMPLE]
    if not left:
        raise Refused("reports.nothing-to-draw")
    lot = f"readings:{ids.new()}"
    for key in left:
        work.add(SecondReading(review=key, subject=pool[key], reviewer=officer, lot=lot, asked_at=work.at, asked_by=work.by.ref))
    sampled = governance.CasesSampled(programme="dip_sample", theme="missing", cases=len(left), period_from=local(since).date(), period_to=local(until).date())
    note(work, sampled, about=[("officer", officer), ("plan", lot)])
    work.note_change(officer, {}, {"second readings asked": len(left)})
    return {"drawn": len(left)}


@operation(Permission.REPORTS_REVIEWERS)
def read_again(work: Work, *, reading: str, agrees: bool, words: str) -> dict[str, Any]:
    """Say what one thinks of a review that was drawn, having read it. The review itself stays as it is.

    :raises Denied: if there is none, or they may not read the search that it is about
    :raises Refused: if it was read already, is one's own, or nothing is said
    """
    work.words = {"words": words}
    row = work.found(SecondReading.objects.select_for_update().filter(pk=reading).first())
    held = work.found(occurrences.episode(row.subject))
    work.may(Permission.MISSING_SEE, *held.shape.refs)
    work.touch(row.subject, row.reviewer)
    if row.reviewer == work.by.ref:
        raise Refused("reports.own-reviews")
    if row.read_at is not None:
        raise Refused("reports.read-already")
    if not clean(words):
        raise Refused("reports.say-what-you-think")
    row.agrees, row.words, row.read_at, row.read_by = agrees, clean(words), work.at, work.by.ref
    row.save(update_fields=["agrees", "words", "read_at", "read_by"])
    work.note_change(row.subject, {}, {"second reading": "agrees" if agrees else "differs"})
    if row.lot:
        # not about the search: what a second reader thinks is the reviewer's and their superiors', and stands on no log
        note(work, governance.CaseReadAgain(same_decision=agrees), about=[("officer", row.reviewer), ("plan", row.lot)])
    return {"reading": reading}


@operation(Permission.REPORTS_REVIEWERS)
def ask_training(work: Work, *, officer: str) -> dict[str, Any]:
    """Ask that a reviewer is trained in supervising searches, because nothing followed what they reviewed. It is no sanction.

    :raises Refused: if it is oneself, there is no such officer, or it was asked already and not given yet
    """
    _of_another(work, officer)
    if kept.training_of([officer])[officer].waits:
        raise Refused("reports.training-asked-already")
    fact = note(work, governance.TrainingRequired(topic=kept.TOPIC), about=[("officer", officer)])
    work.note_change(officer, {}, {"training": "asked"})
    return {"officer": officer, "fact": fact.id}


@operation(Permission.REPORTS_REVIEWERS)
def give_training(work: Work, *, officer: str) -> dict[str, Any]:
    """Record that a reviewer was trained in supervising searches.

    :raises Refused: if it is oneself, or there is no such officer
    """
    _of_another(work, officer)
    fact = note(work, governance.TrainingCompleted(topic=kept.TOPIC), about=[("officer", officer)])
    work.note_change(officer, {}, {"training": "given"})
    return {"officer": officer, "fact": fact.id}


def _of_another(work: Work, officer: str) -> None:
    if forces.card(officer) is None:
        raise Refused("reports.no-such-officer")
    if officer == work.by.ref:
        raise Refused("reports.own-reviews")
    work.touch(officer)


@operation(Permission.REPORTS_REVIEWERS)
def note_coaching(work: Work, *, officer: str, words: str) -> dict[str, Any]:
    """Keep what was talked about with a reviewer.

    :raises Refused: if nothing is said, there is no such officer, or it is oneself
    """
    work.words = {"words": words}
    if forces.card(officer) is None:
        raise Refused("reports.no-such-officer")
    if officer == work.by.ref:
        raise Refused("reports.own-reviews")
    if not clean(words):
        raise Refused("reports.say-what-was-talked-about")
    work.add(CoachingNote(officer=officer, words=clean(words), by=work.by.ref, at=work.at))
    work.touch(officer)
    work.note_change(officer, {}, {"coaching": "noted"})
    return {"officer": officer}
