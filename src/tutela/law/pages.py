"""The generated pages of the law: the catalogue, the numbers, the classes of acts, the conflicts, what is not built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib import resources

import msgspec.yaml

from tutela.facts.registry import TYPES
from tutela.law import answered
from tutela.law.catalogue import ACTS, RULES, catalogue
from tutela.law.handbook import describe
from tutela.law.kernel.rules import Act, Duty, Standard

_HEAD = "Generated from `src/tutela/law`; do not edit.\n"


def render_all() -> dict[str, str]:
    """Every page by file name."""
    return {
        "duties.md": duties(), "standards.md": standards(), "parameters.md": numbers(), "acts.md": acts(), "conflicts.md": conflicts(),
        "not-built.md": not_built(),
    }


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows])


def duties() -> str:
    """What is owed, by whom, by when."""
    laws = catalogue()
    rows = []
    for duty in (r for r in RULES if isinstance(r, Duty)):
        said = describe(duty, laws)
        within = "; ".join(f"{t['within']} ({t['owed_by']}{': ' + t['when'] if t['when'] else ''})" for t in said["terms"])
        ladder = " → ".join(f"{', '.join(r['to'])} {r['at']}" for r in said["terms"][0]["ladder"])
        legal = "legal deadline" if any(t["legal_deadline"] for t in said["terms"]) else duty.basis.words
        rows.append((f"`{duty.code}`", duty.title, within, ladder, legal, ", ".join(said["also"]), "; ".join(duty.cites)))
    return f"# Duties\n\n{_HEAD}\n" + _table(("code", "what", "within (owed by)", "ladder", "standing", "answers to", "source"), rows) + "\n"


def standards() -> str:
    """What an act must meet, and what is noticed."""
    laws = catalogue()
    rows = []
    for rule in (r for r in RULES if not isinstance(r, Duty)):
        said = describe(rule, laws)
        refuses = ("may be refused" if said["refuses"] else "flagged") if isinstance(rule, Standard) else "noticed"
        rows.append((f"`{rule.code}`", rule.title, said.get("met_when") or said["notices"], ", ".join(said["to"]), refuses, ", ".join(said["also"])))
    return f"# Standards and patterns\n\n{_HEAD}\n" + _table(("code", "what", "in a sentence", "told to", "effect", "answers to"), rows) + "\n"


def numbers() -> str:
    """The numbers of the law, dated and cited."""
    rows = []
    for parameter in catalogue().parameters.values():
        values = "; ".join(f"{v.value} {'since ' + str(v.since) if v.since else 'since always'} ({v.cites})" for v in parameter.values)
        rows.append((f"`{parameter.key}`", parameter.title, parameter.unit, values, parameter.basis.words, parameter.tighter))
    return f"# Numbers\n\n{_HEAD}\n" + _table(("key", "what", "unit", "values", "basis", "tighter"), rows) + "\n"


def acts() -> str:
    """The class of each act. The gate may refuse only what lowers, closes, defers or approves."""
    rows = []
    for name in TYPES:
        kind = ACTS.get(name)
        if isinstance(kind, Act):
            rows.append((f"`{name}`", kind.value, "yes" if kind.refusable else "no"))
        elif kind is not None:
            rows.append((f"`{name}`", kind.title.lower(), "where it lowers"))
    return f"# Classes of acts\n\n{_HEAD}\nEvery fact type that is not listed records.\n\n" + _table(("act", "class", "may be refused"), rows) + "\n"


def conflicts() -> str:
    """Where sources differ: the value that stands, and what lost."""
    text = resources.files("tutela.law").joinpath("conflicts.yaml").read_text(encoding="utf-8")
    laws = catalogue()
    rows = []
    for entry in msgspec.yaml.decode(text):
        parameter = laws.parameters[entry["key"]]
        stands = f"{parameter.values[-1].value} {parameter.unit.replace('_', ' ')} ({parameter.basis.words})"
        rows.append((f"`{entry['key']}`", stands, entry["lost"], entry["why"]))
    return f"# Conflicts\n\n{_HEAD}\nOne duty, one value.\n\n" + _table(("number", "stands", "lost", "why"), rows) + "\n"


def not_built() -> str:
    """What of the references' clocks is built, what is to be built, and what is left out for which reason; with the counts."""
    answers = answered.answering()
    lists = answered.rows()
    stands = {name: Counter(answered.standing(row, answers) for row in found) for name, found in lists.items()}
    counts = [
        (said, *(str(stands[name][key]) for name in lists), str(sum(count[key] for count in stands.values()))) for key, said in answered.STANDINGS.items()
    ]
    counts.append(("All", *(str(len(found)) for found in lists.values()), str(sum(map(len, lists.values())))))
    by_area = sorted((row for found in lists.values() for row in found), key=lambda row: row.area)
    waits = [
        (f"`{row.id}`", row.area, row.title, row.standing_on.words, "first" if row.priority == 1 else "", row.note)
        for row in by_area if answered.standing(row, answers) == "to_be_built"
    ]
    left = [
        (f"`{row.id}`", row.title, row.standing_on.words, answered.STANDINGS[why].removeprefix("Not built: ") + (f" (`{row.same_as}`)" if row.same_as else ""))
        for row in by_area if (why := answered.standing(row, answers)) not in ("built", "to_be_built")
    ]
    built = [(f"`{row.id}`", row.title, ", ".join(f"`{code}`" for code in answers[row.id])) for row in by_area if row.id in answers]
    return "\n\n".join((
        "# What is not built yet", _HEAD.strip(),
        "Every clock of the references, and whether a rule answers to it. One that stands on statute, regulations or a statutory code, or on a "
        "requirement of the first priority, is never left out: it is built or to be built.",
        _table(("what stands of it", *answered.LISTS.values(), "all"), counts),
        "## To be built", _table(("clock", "area", "what", "stands on", "priority", "note"), waits),
        "## Not built, and why", _table(("clock", "what", "stands on", "why"), left),
        "## Built", _table(("clock", "what", "by"), built),
    )) + "\n"
