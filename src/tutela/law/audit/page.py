"""The audits of many cases as a table, and as the generated page with what is behind each mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from tutela.foundations.design.pictures.local import moment
from tutela.law.audit.criteria import definitions, table
from tutela.law.audit.evidence import Evidence
from tutela.law.audit.grading import Audit, Mark, Marked
from tutela.law.audit.words import GRADES, at_risk_now, behind, reasons, sentence, source, under, when
from tutela.law.kernel.noticing import NOTICED

SIGNS: Final[dict[Mark, str]] = {"met": "met", "not met": "not met", "not applicable": "n/a"}
_MANY: Final = 3
"""Of more lines than this of one rule, the first are written out and the others counted."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An audit with what a report publishes of it."""

    audit: Audit
    title: str = ""
    published: str = ""
    """The grades given to cases of its kind, in words."""
    kind: str = ""
    words: str = ""
    cites: str = ""
    remark: str = ""
    agreement: str = ""


HEAD: Final = ("case", *(criterion.key.replace("_", " ") for criterion in table().criteria), "proposed", "published", "the two")


def row(told: Told) -> tuple[str, ...]:
    """A case in the table."""
    marks = (SIGNS[marked.mark] for marked in told.audit.criteria)
    return told.audit.case, *marks, GRADES[told.audit.proposed.grade], told.published or "none", told.agreement or "cannot be said"


def plain(rows: Sequence[Told]) -> str:
    """The table for a terminal, with the count beneath it."""
    cells = [HEAD, *(row(told) for told in rows)]
    wide = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    short = [max(wide[column], 7) if column else wide[0] for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, short, strict=True)).rstrip() for line in cells]
    return "\n".join([*lines, "", count(rows)])


def count(rows: Iterable[Told]) -> str:
    """How many agree, disagree, and of how many nothing can be said."""
    said = [told.agreement or "cannot be said" for told in rows]
    names = ("agrees", "disagrees", "cannot be said")
    return f"cases {len(said)}, " + ", ".join(f"{name} {said.count(name)}" for name in names)


def _markdown(rows: Iterable[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in rows])


def render(rows: Sequence[Told]) -> str:
    """The page."""
    known = definitions()
    meanings = [(GRADES[grade], f"“{meant.words}”", source(meant)) for grade, meant in known.grades.items()]
    readings = [(name, f"“{meant.words}”", source(meant)) for name, meant in (("serious", known.serious), ("widespread", known.widespread))]
    criteria = [(one.title, one.asks, _lines_of(one.cites), str(len(one.rules))) for one in table().criteria]
    apart = [(one.why, str(len(one.rules))) for one in table().apart]
    differ = [told for told in rows if told.agreement == "disagrees"]
    plainly = [f"* **{told.audit.case}**: we propose {GRADES[told.audit.proposed.grade]}; the report gave {told.published} ({told.kind}). "
               f"{sentence(told.audit.proposed)}{' ' + told.remark if told.remark else ''}" for told in differ]
    return "\n\n".join((
        "# Audit by replay",
        "Generated from `cases/reports` and `src/tutela/law/audit`; do not edit. `tutela audit-case cases/reports` prints the table.",
        "Each case of the two reports, replayed as it happened and held against eight criteria, with the grade that follows. **The engine proposes; a person "
        "grades.** A case holds what its report tells, and what was assumed so that it can be replayed: what the report does not tell of reads as not done, "
        "or as not applicable. So the grade is that of the case as it stands in its file, not of the work of a force.",
        "Neither report gives a single case study its grade. North Yorkshire gives the number of cases of a kind by grade: *agrees* says that the proposed "
        "grade is among those that were given to cases of the kind, *disagrees* that it is not. Where every grade was given, or none is published, nothing "
        "can be said, and the report's own words stand beside the proposal. Northamptonshire gives no grade by kind: of its 21 cases none was good, ten "
        "required improvement and eleven were inadequate (line 81).",
        "## What the grades mean", _markdown([*meanings, *readings], ("grade", "means", "source")),
        "## What is asked", _markdown(criteria, ("criterion", "asks", "the reports", "rules")),
        "Rules that bear on no criterion:", _markdown(apart, ("why", "rules")),
        "## The table", _markdown(row(told) for told in rows), count(rows) + ".",
        "## Where we disagree with what is published", "\n".join(plainly) or "Nowhere.",
        *(case(told) for told in rows),
    )) + "\n"


def _lines_of(cites: str) -> str:
    return cites.replace("hmicfrs-ny-2022 ", "North Yorkshire 2022, lines ").replace("hmicfrs-nn-2019 ", "Northamptonshire 2019, lines ").replace(" p", " ")


def case(told: Told) -> str:
    """One case, criterion by criterion."""
    audit = told.audit
    lines = [
        f"## {audit.case}: {told.title}", "", f"**Proposed.** {sentence(audit.proposed)}", "",
        f"Under: {under(audit.proposed, whole=False)}.", "", _published(told), "",
    ]
    if audit.proposed.grade == "inadequate":
        lines += [at_risk_now(audit), ""]
    silent = [marked.title for marked in audit.criteria if marked.mark == "not applicable"]
    for marked in audit.criteria:
        if marked.mark != "not applicable":
            lines += [f"### {marked.title}: {marked.mark}", "", *_criterion(marked), ""]
    if silent:
        lines.append(f"Not applicable, nothing of it having fallen due: {', '.join(silent).lower()}.")
    return "\n".join(lines).rstrip()


def _published(told: Told) -> str:
    grades = f"Published: {told.published} ({told.kind}; {told.cites}): **{told.agreement}**." if told.published else f"Published: no grade ({told.cites})."
    return " ".join(filter(None, (grades, told.words and f"The report's words: “{told.words}”", told.remark)))


def _criterion(marked: Marked) -> list[str]:
    own, elsewhere = (
        [[line for line in lines if (line.criterion == marked.key) is mine] for lines in (marked.against, marked.behind, marked.beside)]
        for mine in (True, False)
    )
    found = [*_lines("", own[0], why=True), *_lines("For it: ", own[1]), *_lines("Beside: ", own[2])]
    for said, lines in zip(("Late or not done", "Done", "Not yet due, or owed by a partner"), elsewhere, strict=True):
        if lines:
            codes = Counter(f"`{line.code}`" if line.code else "hidden" for line in lines)
            named = ", ".join(f"{code} {times} times" if times > 1 else code for code, times in codes.items())
            found.append(f"* {said}, and told under the criterion to which it belongs: {named}.")
    return found


def _lines(before: str, lines: Iterable[Evidence], *, why: bool = False) -> list[str]:
    """The lines of one rule together: the first written out, the others counted."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for line in lines:
        groups.setdefault((line.code, line.standing), []).append(line)
    found = []
    for group in groups.values():
        shown = group[:_MANY] if why else group[:1]
        for line in shown:
            reason = f" {' '.join(reasons(line))}" if why and line.because else ""
            found.append(f"* {before}{behind(line)}{reason}{_facts(line, whole=why)}")
        if len(group) > len(shown):
            found.append(f"* {before}{len(group) - len(shown)} more of the same, to {moment(group[-1].at, year=True)}.")
    return found


def _facts(line: Evidence, *, whole: bool) -> str:
    if not line.facts:
        return ""
    code = f"`{line.code}`: " if line.kind != "fact" else ""
    return f" ({code}{', '.join(f'{_id(fact.id)} {fact.fact} {when(fact)}' if whole else _id(fact.id) for fact in line.facts)})"


def _id(name: str) -> str:
    return "noticed" if name.startswith(NOTICED) else name
