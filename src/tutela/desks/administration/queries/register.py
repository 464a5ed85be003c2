"""The policy register: every number of the law with what it stands on, and every rule in words. Read-only: numbers change by overlay, dated and approved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

import msgspec
from django.conf import settings

from tutela.foundations.kit.periods import local
from tutela.law.catalogue import parameters
from tutela.law.handbook import Story, describe, explain, role_words, stories
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.parameters import Basis, Dated, Parameter, Value
from tutela.law.kernel.rules import Duty, Rule
from tutela.law.overlays import TERMS, Overlay, Seen, fold, read_overlay
from tutela.law.sources import cited
from tutela.record.duties.queries.law import laws, names


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a number or rule is written, and how sure we are of it."""

    title: str
    provision: str
    url: str
    certainty: str
    extent: str
    seen: str


class Was(msgspec.Struct, frozen=True, kw_only=True):
    """One value, and the day from which it holds; without a day, since always."""

    value: str
    since: date | None
    source: Source
    approved_by: str
    stands: bool


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """One number of the law as this force has it today."""

    key: str
    area: str
    title: str
    value: str
    since: date | None
    basis: str
    legal: bool
    source: Source
    tighter: str
    change: str
    """Who may change it: a message id's last part."""
    overlay: str
    loosened: bool
    history: tuple[Was, ...]
    used_by: tuple[tuple[str, str], ...]
    """The rules that use it: code and title."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One rule in the list."""

    code: str
    area: str
    kind: str
    title: str
    subject: str
    owed_by: str
    within: str
    basis: str
    legal: bool
    certainty: str
    also: tuple[str, ...]
    why: str
    cites: tuple[str, ...]
    """The titles of its sources."""


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """What the force of this deployment calls a term of ours, or one of our ``role@area``."""

    key: str
    ours: str
    says: str
    written: tuple[str, ...]
    """Every spelling that is taken for it."""
    source: Source
    lines: tuple[int, ...]
    quote: str
    force: str


class InWords(msgspec.Struct, frozen=True, kw_only=True):
    """One rule in sentences, with its numbers and sources."""

    entry: Entry
    extent: str
    sentences: tuple[tuple[str, tuple[str, ...]], ...]
    """Each with the rungs of its ladder, where it has them."""
    numbers: tuple[Number, ...]
    sources: tuple[Source, ...]
    stories: tuple[Story, ...]


FIXED: Final = "fixed"


def called(said: str = "") -> list[Called]:
    """What this deployment's forces call our terms and posts; with words of a search, those in which they stand, in whatever spelling."""
    found = [_called(overlay, key, says, seen) for overlay in names().overlays for key, says, seen in overlay.said]
    wanted = fold(said).split()
    return [c for c in found if all(word in fold(" ".join((c.key, c.ours, c.says, *c.written))) for word in wanted)]


def numbers(at: datetime, keys: Iterable[str] | None = None) -> list[Number]:
    """Every number of the law, or those of some keys, in the catalogue's order."""
    catalogue = laws()
    overlaid = _overlaid()
    used = _used(catalogue)
    wanted = catalogue.parameters if keys is None else dict.fromkeys(k for k in keys if k in catalogue.parameters)
    day = local(at).date()
    return [_number(catalogue.parameters[key], overlaid.get(key, ""), used.get(key, ()), day) for key in wanted]


def entries() -> list[Entry]:
    """Every rule, in the catalogue's order."""
    catalogue = laws()
    return [_entry(rule, describe(rule, catalogue)) for rule in catalogue.rules]


def matching(numbers: Iterable[Number], rules: Iterable[Entry], said: str) -> tuple[list[Number], list[Entry]]:
    """Those in which every word of a search stands: in the title, the code, the requirement or clock that is answered, who owes it, or the source.

    A word of the force's finds what is said in its other spellings, and in ours.
    """
    either = [text.casefold().split() for text in (said, *_as_said(said))]

    def has(*texts: str) -> bool:
        text = " ".join(texts).casefold()
        return any(all(word in text for word in wanted) for wanted in either)

    return (
        [n for n in numbers if has(n.title, n.key, n.basis, n.source.title, n.source.provision, *(f"{code} {title}" for code, title in n.used_by))],
        [r for r in rules if has(r.title, r.code, r.owed_by, r.basis, r.why, *r.also, *r.cites)],
    )


def in_words(code: str, at: datetime) -> InWords | None:
    """One rule in sentences; ``None`` where there is none of that code."""
    catalogue = laws()
    rule = catalogue.by_code.get(code)
    if rule is None:
        return None
    return InWords(
        entry=_entry(rule, describe(rule, catalogue)), extent=rule.extent, sentences=_sentences(explain(rule, catalogue, names())),
        numbers=tuple(numbers(at, sorted(keys_of(rule)))), sources=tuple(_source(c) for c in rule.cites), stories=stories(code),
    )


def said(value: Value, unit: str) -> str:
    """A value with its unit, as it is read."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(f"{_plain(v[0])} {v[1]}" if isinstance(v, tuple) else _plain(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if unit in ("text", "count", "share", "switch"):
        return f"{value:.0%}" if unit == "share" and isinstance(value, int | float) else _plain(value)
    words = _plain(unit)
    return f"{value:g} {words.removesuffix('s') if value == 1 else words}" if isinstance(value, int | float) else f"{value} {words}"


def change(parameter: Parameter) -> str:
    """Who may change a number: nobody, the force tighter only, or the force either way with an approval."""
    if parameter.tighter == FIXED and parameter.basis <= Basis.STATUTORY_GUIDANCE:
        return "nobody"
    return "tighten" if parameter.basis <= Basis.NATIONAL_POLICY else "approved"


def _plain(value: Any) -> str:
    return str(value).replace("_", " ")


def _overlaid() -> dict[str, str]:
    """Which overlay of this deployment last touched a number."""
    found: dict[str, str] = {}
    for name in settings.LAW_OVERLAYS:
        overlay = read_overlay(name)
        found.update(dict.fromkeys(overlay.parameters, overlay.called))
    return found


def _called(overlay: Overlay, key: str, says: str, seen: tuple[Seen, ...]) -> Called:
    return Called(
        key=key, ours=role_words(key) if "@" in key else TERMS[key].called, says=says, written=tuple(dict.fromkeys(s.as_ for s in seen)),
        source=_source(overlay.source), lines=tuple(dict.fromkeys(s.line for s in seen if s.line is not None)), quote=seen[0].quote,
        force=overlay.force or overlay.called,
    )


def _as_said(said: str) -> tuple[str, ...]:
    """How a word of the force's is said on these pages, where it is one."""
    known = names()
    term = known.recognise(said)
    return (known.says(term), TERMS[term].called) if term else ()


def _used(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for rule in catalogue.rules:
        for key in keys_of(rule):
            found.setdefault(key, []).append((rule.code, rule.title))
    return found


def keys_of(rule: Rule) -> set[str]:
    """The numbers on which a rule's clocks run."""
    if not isinstance(rule, Duty):
        return set()
    clocks = [term.clock for term in rule.terms] + [term.ladder.repeat for term in rule.terms]
    clocks += [rung.clock for term in rule.terms for rung in term.ladder.rungs if rung.clock is not None]
    return {clock.key for clock in clocks if clock.key is not None}


def _number(parameter: Parameter, overlay: str, used_by: Iterable[tuple[str, str]], day: date) -> Number:
    stands = parameter.on(day) or parameter.values[0]
    return Number(
        key=parameter.key, area=parameter.key.partition(".")[0], title=parameter.title, value=said(stands.value, parameter.unit), since=stands.since,
        basis=parameter.basis.words, legal=parameter.basis.legal, source=_source(stands.cites), tighter=parameter.tighter, change=change(parameter),
        overlay=overlay, loosened=parameter.loosened and parameters().get(parameter.key) != parameter,
        history=tuple(_was(value, parameter.unit, stands) for value in reversed(parameter.values)), used_by=tuple(used_by),
    )


def _was(value: Dated, unit: str, stands: Dated) -> Was:
    return Was(
        value=said(value.value, unit), since=value.since, source=_source(value.cites), approved_by=value.approved_by or "", stands=value is stands,
    )


def _source(reference: str) -> Source:
    try:
        instrument, provision = cited(reference)
    except KeyError:  # a force's own overlay may cite its own policy, which is no instrument of ours
        return Source(title=reference, provision="", url="", certainty="", extent="", seen="")
    return Source(
        title=instrument.title, provision=provision, url=instrument.url, certainty=instrument.certainty, extent=instrument.extent, seen=instrument.seen,
    )


def _entry(rule: Rule, told: dict[str, Any]) -> Entry:
    terms = told.get("terms", ())
    said = names()
    owed = dict.fromkeys(role_words(term["owed_by"], said) for term in terms) or dict.fromkeys(role_words(to, said) for to in told.get("to", ()))
    return Entry(
        code=rule.code, area=rule.code.partition(".")[0], kind=told["kind"], title=rule.title, subject=rule.subject, owed_by="; ".join(owed),
        within="; ".join(dict.fromkeys(term["within"] for term in terms)), basis=rule.basis.words, legal=any(term["legal_deadline"] for term in terms),
        certainty=rule.certainty, also=tuple(told["also"]), why=rule.why, cites=tuple(f"{s.title} {s.provision}" for s in map(_source, rule.cites)),
    )


def _sentences(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of an explanation, those that are set in as a list under the one before; its heading is the page's own."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines()[1:]:
        if line.startswith("  ") and found:
            found[-1][1].append(line.strip())
        else:
            found.append((line, []))
    return tuple((line, tuple(under)) for line, under in found)
