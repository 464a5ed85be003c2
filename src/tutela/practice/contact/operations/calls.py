"""The month's call reviews: calls are drawn by lot for each manager of the room, who marks them; what they say goes to whoever took the call."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import governance
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.periods import month_of
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import hold
from tutela.practice.contact.operations.rows import taken_by
from tutela.practice.contact.queries import calls
from tutela.record.chronology.operations import lock_subjects, note
from tutela.record.enquiries import operations as enquiries
from tutela.record.enquiries.models import CallDrawn

THEME_OF: Final = {"thrive": "assessment", "questions": "questions", "evidence_advice": "advice", "markers_used": "checks", "graded_right": "grade"}
"""Under which theme of feedback a mark falls that is short of good."""
_NOT_A_REVIEW: Final = {"because": "contact.calls.is-learning", "having": {}}


@operation(Permission.INCIDENT_REVIEW)
def draw_calls(work: Work, *, manager: str) -> dict[str, Any]:
    """Draw closed calls by lot for a manager to review this month, as many as are still owed and not drawn: neither they nor anybody else chooses which.

    The first drawing of a month opens what is owed, though no call can be drawn yet.

    :raises Refused: if they manage nobody's calls, or there is no call left to draw
    """
    if work.by.ref not in (manager, SYSTEM.ref):
        work.may(Permission.REPORTS_REVIEWERS)
    if manager not in forces.holders(work.at, [calls.MANAGER]).get(calls.MANAGER, {}):
        raise Refused("contact.calls.no-manager")
    month = month_of(work.at)
    plan, owed = calls.plan_ref(manager, month), calls.quota(work.at)
    lock_subjects(["calls drawn"])   # two managers are not drawn the same call
    held = calls.to_review(manager, month, work.at)
    children = owed.children - sum(call.child for call in held)
    found = calls.lot(manager, work.at, key=work.key, want=max(children, owed.all - len(held)), children=children)
    begun = calls.begun(manager, month)
    if begun and not found:
        raise Refused("contact.calls.none-left")
    for subject, child in found:
        enquiries.draw_call(work, manager=manager, month=month, subject=subject, child=child)
    if not begun:
        sampled = governance.CasesSampled(programme="monthly", theme="initial_contact", cases=len(found), period_from=month)
        note(work, sampled, about=[("officer", manager), ("plan", plan)])
    work.touch(manager)
    work.note_change(manager, {}, {"calls drawn": len(found), "month": f"{month:%Y-%m}"})
    return {"drawn": len(found)}


@operation(Permission.INCIDENT_REVIEW, about=("incident",))
def review_call(
    work: Work, *, incident: str, thrive: str, questions: str, evidence_advice: str, markers_used: str, graded_right: bool, quality: int, text: str,
) -> dict[str, Any]:
    """Mark a call that was drawn for one, and say what it teaches: it goes to whoever took the call, who takes note.

    :raises Refused: if it was not drawn for this manager or is reviewed already, or it says nothing
    """
    work.words = {"text": text}
    held = hold(work, incident, Permission.INCIDENT_REVIEW, open_only=False)
    row = CallDrawn.objects.select_for_update().filter(manager=work.by.ref, subject=incident, review=None).first()
    if row is None:
        raise Refused("contact.calls.not-drawn")
    if not clean(text):
        raise Refused("contact.calls.says-nothing")
    marks: dict[str, Any] = {"thrive": thrive, "questions": questions, "evidence_advice": evidence_advice, "markers_used": markers_used}
    said = governance.CallReviewed(child_protection=row.child, graded_right=graded_right, text=clean(text), **marks)
    about = [("officer", work.by.ref), ("plan", calls.plan_ref(row.manager, row.month)), *held.about]
    fact = note(work, said, about=about)   # type: ignore[arg-type]  # kinds that the form names
    short = [THEME_OF[name] for name, mark in marks.items() if mark in ("partly", "poor")] + ([] if graded_right else [THEME_OF["graded_right"]])
    row.review = enquiries.review(
        work, enquiries.enquiry_of(work, incident, "incident"), decision="", words=text, why_not=[_NOT_A_REVIEW], quality=quality, fact=fact.id,
        author=taken_by(held, but=work.by.ref), themes=short,
    )
    row.marks = {**marks, "graded_right": graded_right}
    row.save(update_fields=["review", "marks"])
    return {"incident": incident, "fact": fact.id, "feedback": row.review.author}


