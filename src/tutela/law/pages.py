"""The generated pages of the law: the catalogue, the numbers, the classes of acts, the conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

import yaml

from tutela.facts.registry import TYPES
from tutela.law.catalogue import ACTS, RULES, catalogue
from tutela.law.handbook import describe
from tutela.law.kernel.rules import Act, Duty, Standard

_HEAD = "Generated from `src/tutela/law`; do not edit.\n"


def render_all() -> dict[str, str]:
    """Every page by file name."""
    return {"duties.md": duties(), "standards.md": standards(), "parameters.md": numbers(), "acts.md": acts(), "conflicts.md": conflicts()}


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
    for entry in yaml.safe_load(text):
        parameter = laws.parameters[entry["key"]]
        stands = f"{parameter.values[-1].value} {parameter.unit.replace('_', ' ')} ({parameter.basis.words})"
        rows.append((f"`{entry['key']}`", stands, entry["lost"], entry["why"]))
    return f"# Conflicts\n\n{_HEAD}\nOne duty, one value.\n\n" + _table(("number", "stands", "lost", "why"), rows) + "\n"
