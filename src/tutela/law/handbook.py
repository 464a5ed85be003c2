"""The catalogue in words: for the handbook, for ``tutela law``, and for a page that explains a deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tutela.facts import Fact
from tutela.facts.registry import TYPES
from tutela.facts.roles import ROLES, split
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Clock
from tutela.law.kernel.rules import Duty, On, Pattern, Rule, Rung, Standard, Term
from tutela.law.messages import words
from tutela.law.messages.happenings import details, happening
from tutela.law.overlays import OURS, Names
from tutela.law.sources import cited
from tutela.law.worked import Example, Told, facts, local, of_area


def describe(rule: Rule, laws: Catalogue) -> dict[str, Any]:
    """One rule as plain data."""
    also = [*rule.also]
    said: dict[str, Any] = {
        "code": rule.code, "kind": type(rule).__name__.lower(), "title": rule.title, "subject": rule.subject, "basis": rule.basis.words,
        "cites": [*rule.cites], "extent": rule.extent, "certainty": rule.certainty, "also": also, "why": rule.why, "listens": sorted(rule.listens),
    }
    if isinstance(rule, Duty):
        for term in rule.terms:
            also += [name for name in term.also if name not in also]
        said |= {
            "opens": _types(rule.opens), "conditions": [_sentence(c) for c in rule.applies], "once_per": rule.once_per.value, "clock_begins": _begins(rule),
            "recurs": rule.recurs, "terms": [_term(term, rule, laws) for term in rule.terms], "discharged_by": _types(rule.discharged_by),
            "ends": _types(rule.ends),
        }
    elif isinstance(rule, Standard):
        said |= {"acts": _types(rule.acts), "met_when": _sentence(rule.met), "to": [*rule.to], "refuses": rule.refuses}
    elif isinstance(rule, Pattern):
        said |= {"watches": _types(rule.watches), "notices": _sentence(rule.find), "to": [*rule.to]}
    return said


def _types(wanted: tuple[On, ...]) -> list[str]:
    return [f"{o.type}{f' ({_sentence(o.when)})' if o.when else ''}" for o in wanted]


def sentences(wanted: Iterable[On]) -> list[str]:
    """Facts in words, one a sentence or two: what happened, and where a condition must hold of it."""
    return [" ".join(filter(None, (_sentence(TYPES[o.type]), _sentence(o.when) if o.when else ""))) for o in wanted]


def _happenings(wanted: tuple[On, ...]) -> str:
    """Facts in words, each with its name."""
    return " Or: ".join(f"{said} [{o.type}]" for said, o in zip(sentences(wanted), wanted, strict=True))


def _sentence(condition: Any) -> str:
    said: str = condition.__doc__ or condition.__name__.replace("_", " ")
    return said.strip().splitlines()[0]


def _begins(duty: Duty) -> str:
    if duty.origin is not None:
        return _sentence(duty.origin) if duty.origin.__name__ != "<lambda>" else "with the moment at which it opens"
    return "when the force knew" if duty.starts == "known" else "when it happened"


def _term(term: Term, duty: Duty, laws: Catalogue) -> dict[str, Any]:
    return {
        "when": _sentence(term.when) if term.when else None, "within": amount(term.clock, laws), "owed_by": term.owed_by,
        "legal_deadline": _legal(duty, term, laws), "ladder": [_rung(rung, laws) for rung in term.ladder.rungs],
        "again_every": amount(term.ladder.repeat, laws),
    }


def _legal(duty: Duty, term: Term, laws: Catalogue) -> bool:
    """Both the duty and its number must be law."""
    return duty.basis.legal and term.clock.key is not None and laws.parameters[term.clock.key].basis.legal


def _rung(rung: Rung, laws: Catalogue) -> dict[str, Any]:
    if rung.base == "share":
        at = f"at {rung.fraction:.0%} of the time"
    elif rung.clock is None:
        at = "when it is due"
    else:
        at = f"{amount(rung.clock, laws)} after it {'began' if rung.base == 'origin' else 'was due'}"
    return {"at": at, "to": [*rung.to], "asks": rung.asks, "interrupts": rung.priority == 1}


def amount(clock: Clock, laws: Catalogue) -> str:
    """A clock in words, with the number now in force."""
    if clock.key is None:
        return (clock.rule or "").replace("_", " ")
    parameter = laws.parameters[clock.key]
    value = parameter.values[-1].value
    unit = parameter.unit.replace("_", " ")
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else f"{value} {unit.removesuffix('s') if value == 1 else unit}"
    return f"{shown}{' (loosened)' if parameter.loosened else ''}"


def role_words(address: str, names: Names = OURS) -> str:
    """``fim@contact`` as people say it, in a force's own words where it has them.

    :raises ValueError: if it is no ``role@area``
    """
    split(address)
    return names.address(address)


def concerned(rule: Rule) -> tuple[str, ...]:
    """Who owes it, and who is told, each ``role@area`` once."""
    if not isinstance(rule, Duty):
        return rule.to if isinstance(rule, Standard | Pattern) else ()
    told = (to for term in rule.terms for to in (term.owed_by, *(a for rung in term.ladder.rungs for a in rung.to)))
    return tuple(dict.fromkeys(told))


def listing(laws: Catalogue, names: Names = OURS) -> str:
    """Every rule, a line each; with a force's own words, who it is that owes it or is told first."""
    lines = [f"{r.code:36} {type(r).__name__.lower():9} {r.basis.words:26} {r.title}" for r in laws.rules]
    if not names:
        return "\n".join(lines)
    return "\n".join(f"{line}  [{'; '.join(role_words(to, names) for to in concerned(r)[:1])}]" for line, r in zip(lines, laws.rules, strict=True))


def explain(rule: Rule, laws: Catalogue, names: Names = OURS) -> str:
    """One rule in sentences, said to a force in its own words."""

    def who(addresses: Iterable[str]) -> str:
        return ("; " if names else ", ").join(role_words(address, names) for address in addresses)

    said = describe(rule, laws)
    lines = [f"{rule.title} ({rule.code}).", rule.why] if rule.why else [f"{rule.title} ({rule.code})."]
    if isinstance(rule, Duty):
        begins = said["clock_begins"]
        lines.append(f"It is owed about one {rule.subject}, and opens on: {_happenings(rule.opens)}")
        lines.append(begins if begins.endswith(".") else f"The clock begins {begins}.")
        lines += [f"Only where: {sentence}" for sentence in said["conditions"]]
        for term in said["terms"]:
            when = f"If this holds: {term['when']} " if term["when"] else ""
            nature = "a legal deadline" if term["legal_deadline"] else "not a legal deadline"
            lines.append(f"{when}{role_words(term['owed_by'], names)} owes it within {term['within']} ({nature}).")
            lines += [f"  {rung['at']}: {who(rung['to'])}" for rung in term["ladder"]]
            lines.append(f"  then again every {term['again_every']} while nothing changes.")
        lines.append(f"It is done by: {_happenings(rule.discharged_by)}")
    elif isinstance(rule, Standard):
        lines.append(f"It is asked of: {_happenings(rule.acts)} {said['met_when']} Unmet, it is told to {who(rule.to)}.")
        refusable = "The act can be refused where it lowers, closes, defers or approves."
        lines.append(refusable if rule.refuses else "The act is saved and flagged; it is never refused.")
    elif isinstance(rule, Pattern):
        lines.append(f"{said['notices']} It is recorded as a fact and told to {who(rule.to)}.")
    lines.append(source(rule))
    return "\n".join(lines)


def source(rule: Rule) -> str:
    """On what a rule stands, and how sure we are of it."""
    sources = "; ".join(f"{cited(c)[0].title} {cited(c)[1]}".strip() for c in rule.cites)
    return f"Basis: {rule.basis.words}, {rule.extent}, certainty {rule.certainty}. Source: {sources}."


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One fact in words."""

    when: str
    what: str
    by: str
    details: tuple[str, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A worked example as a safeguarding lead reads it: what happened, and what the rule then says."""

    name: str
    kind: str
    """``met``, ``late``, ``not owed``, ``other``; of an act or a pattern ``told`` or ``not told``."""
    happened: tuple[Happening, ...]
    as_at: str
    outcome: tuple[str, ...]


def stories(code: str) -> tuple[Story, ...]:
    """The worked examples of a rule, in words; each is one that the tests run."""
    return tuple(_story(example) for example in of_area(code.partition(".")[0]) if example.code == code)


def _story(example: Example) -> Story:
    return Story(
        name=example.name, kind=example.kind, happened=tuple(happened(fact) for fact in facts(example.facts)),
        as_at=local(example.as_at) if example.as_at else "", outcome=tuple(_outcome(example)),
    )


def happened(fact: Fact) -> Happening:
    """A fact as a safeguarding lead reads it."""
    begins, ends = fact.occurred.earliest, fact.occurred.latest
    when = local(begins) if begins == ends else f"{local(begins)} to {local(ends)}"
    return Happening(when=when, what=happening(fact, words, whole=False), by=ROLES.get(fact.by.role, fact.by.role), details=details(fact.data))


def _outcome(example: Example) -> Iterator[str]:
    if isinstance(example.told, bool):
        yield ("It is told" + (f" to {_people(example.to)}" if example.to else "") + ".") if example.told else "Nothing is told."
        return
    if example.owed == "none":
        yield "Nothing is owed."
        return
    due = f", due {local(example.due)}" if example.due else ""
    owed_by = f", owed by {role_words(example.owed_by)}" if example.owed_by else ""
    yield f"It is {example.state}{due}{owed_by}."
    yield from (_telling(told) for told in example.told or ())


def _telling(told: Told) -> str:
    again = " again" if told.again else ""
    return f"{local(told.at)}: {_people(told.to)} told{again}{'' if told.rung else ', as it opens'}."


def _people(addresses: Iterable[str]) -> str:
    return ", ".join(map(role_words, addresses))
