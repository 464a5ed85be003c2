"""An audit in words, for one reader: the sentence that decides, each line behind a criterion, and nothing that the reader may not see.

Of a fact it says which, when, and by which role; its words are repeated only where a finding quotes them. Where a line rests on a
restricted fact that this reader may not see, it counts and says so, and says nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from tutela.facts.governance.terms import CaseGrade
from tutela.foundations.design.pictures.local import moment, short_day
from tutela.law.audit.criteria import Definition, definitions
from tutela.law.audit.evidence import Evidence, Seen
from tutela.law.audit.grading import Audit, Proposed
from tutela.law.handbook import role_words
from tutela.law.kernel.findings import RESTRICTED
from tutela.law.messages import words
from tutela.law.sources import cited

GRADES: Final[dict[CaseGrade, str]] = {
    "good": "good", "requires_improvement": "requires improvement", "inadequate": "inadequate", "not_graded": "not graded",
}
_HIDDEN: Final = "A line that rests on what this reader may not see"


def redacted(audit: Audit, may_see: frozenset[str] = frozenset()) -> Audit:
    """The same for one reader. Marks and grade stand: what they rest on is hidden where it is restricted."""
    def seen(lines: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(_line(line, may_see, audit) for line in lines)

    criteria = tuple(
        msgspec.structs.replace(marked, against=seen(marked.against), behind=seen(marked.behind), beside=seen(marked.beside)) for marked in audit.criteria
    )
    decided = audit.proposed.decided_by
    proposed = msgspec.structs.replace(audit.proposed, decided_by=decided and _line(decided, may_see, audit))
    return msgspec.structs.replace(audit, criteria=criteria, proposed=proposed)


def _line(line: Evidence, may_see: frozenset[str], audit: Audit) -> Evidence:
    """The line, or that there is one: when, of whom and under which rule would tell what it rests on."""
    if may_see >= {*line.restrictions}:
        return line
    return Evidence(
        criterion=line.criterion, kind=line.kind, standing=line.standing, code="", title=_HIDDEN, about="", at=audit.until, because=((RESTRICTED, ()),),
        restrictions=line.restrictions,
    )


def sentence(proposed: Proposed) -> str:
    """The sentence that decides the grade."""
    line = proposed.decided_by
    names = ", ".join(proposed.not_met).lower()
    fall = f"{len(proposed.not_met)} of the {proposed.applies} criteria that apply {'is' if len(proposed.not_met) == 1 else 'are'} not met ({names})"
    match proposed.why:
        case "serious":
            assert line is not None
            return f"Inadequate, for a serious failure: {failure(line)}{_more(proposed.others, 'serious failure')}."
        case "widespread":
            return f"Inadequate, for widespread failures: {fall}."
        case "missing":
            assert line is not None
            found = f"first in time, {failure(line)}{_more(proposed.others, 'failure')}"
            return f"Requires improvement: {fall}, and nothing that failed is serious or widespread; {found}."
        case "all met":
            which = f"each of the {proposed.applies} criteria that apply" if proposed.applies > 1 else "the one criterion that applies"
            return f"Good: {which} is met."
        case "nothing owed":
            return "Not graded: nothing that the criteria ask of had fallen due in what was recorded."


def _more(others: int, what: str) -> str:
    return f"; and {others} more {what}{'s' if others > 1 else ''}" if others else ""


def failure(line: Evidence) -> str:
    """What failed, as part of a sentence."""
    if not line.code:
        return "for a reason that this reader may not see"
    named = f"“{line.title}” ({line.about})"
    if line.kind == "standard":
        kind = "an act that may be refused was done that did not meet the standard" if line.refusable else "an act did not meet the standard"
        return f"on {moment(line.at, year=True)} {kind} {named}"
    if line.kind == "pattern":
        return f"on {moment(line.at, year=True)} it was noticed: {named}"
    if line.kind == "fact":
        return f"{line.title.lower()}: {line.code} ({line.about}), on {moment(line.at, year=True)}"
    done = f"was done late, on {moment(line.done, year=True)}" if line.done else "was never done"
    due = f", due on {moment(line.due, year=True)}," if line.due else ""
    told = f"; its last step, {_roles(line.last_to)}, had been told on {moment(line.last_step, year=True)}" if line.last_step else ""
    return f"{named}{due} {done}{told}"


def _roles(addresses: Iterable[str]) -> str:
    return ", ".join(map(role_words, addresses))


def reasons(line: Evidence) -> list[str]:
    """Why the line stands, in the words of its findings."""
    return list(dict.fromkeys(words(message, dict(having)) for message, having in line.because))


def behind(line: Evidence) -> str:
    """A line in words, without its facts."""
    if not line.code:
        return f"{line.title}."
    match line.standing, line.kind:
        case "shown", _:
            return f"On record: {line.code}{f' ({line.state})' if line.state else ''}, {moment(line.at, year=True)}."
        case "open", _:
            return f"“{line.title}” ({line.about}): {line.state}{f', due on {moment(line.due, year=True)}' if line.due else ''}."
        case "others", _:
            return f"“{line.title}” ({line.about}): owed by a partner, {line.state}."
        case "met", "standard":
            return f"“{line.title}” ({line.about}): met on {moment(line.at, year=True)}."
        case "met", _:
            return f"“{line.title}” ({line.about}): done{f' on {moment(line.done, year=True)}' if line.done else ''}."
        case _:
            said = failure(line)
            return f"{said[0].upper()}{said[1:]}."


def when(fact: Seen) -> str:
    """When a fact happened; the two ends where only a span is known."""
    return f"{short_day(fact.at, year=True)} to {short_day(fact.to, year=True)}" if fact.to else moment(fact.at, year=True)


def source(definition: Definition) -> str:
    """Where a definition stands: a report's line, or that it is ours."""
    if definition.ours:
        return "our definition: no report defines it"
    instrument, place = cited(definition.cites)
    return f"{instrument.title}, line {place.removeprefix('p')}"


def under(proposed: Proposed, *, whole: bool = True) -> str:
    """The definition of the proposed grade, with its source, and (``whole``) how we read what it leaves open."""
    known = definitions()
    grade = known.grades[proposed.grade]
    said = f"“{grade.words}” ({source(grade)})"
    reading = {"serious": known.serious, "widespread": known.widespread}.get(proposed.why)
    return said + (f"; {proposed.why}: {reading.words} ({source(reading)})" if reading and whole else "")


def still_undone(audit: Audit) -> tuple[Evidence, ...]:
    """Duties of first priority that nobody had done when the case's clock stopped: what to look at when asking whether a child is at risk now."""
    lines = {line.order: line for marked in audit.criteria for line in marked.against if line.kind == "duty" and line.first and line.done is None}
    return tuple(line for line in lines.values() if line.state in ("overdue", "breached"))


def at_risk_now(audit: Audit) -> str:
    """The question that nobody may leave unanswered of an inadequate case, with what bears on it."""
    undone = "; ".join(failure(line) for line in still_undone(audit))
    asked = "Is any child at risk now? A person answers."
    return f"{asked} Of first priority and not done when the clock stopped: {undone}." if undone else asked


def story(audit: Audit, *, title: str = "") -> str:
    """One audit for people to read."""
    lines = [f"== {audit.case}{': ' + title if title else ''}, until {moment(audit.until, year=True)}", ""]
    for marked in audit.criteria:
        lines.append(f"{marked.title}: {marked.mark}")
        for name, group in (("against", marked.against), ("for", marked.behind), ("beside", marked.beside)):
            for line in group:
                lines.append(f"   {name:8}{behind(line)}")
                lines += [f"           {reason}" for reason in reasons(line) if name == "against"]
                lines += [f"           {fact.id}  {fact.fact}  {when(fact)}  by {fact.by}" for fact in line.facts]
    lines += ["", f"Proposed. {sentence(audit.proposed)}", f"Under: {under(audit.proposed)}."]
    if audit.proposed.grade == "inadequate":
        lines.append(at_risk_now(audit))
    lines += ["A person grades.", ""]
    return "\n".join(lines)
