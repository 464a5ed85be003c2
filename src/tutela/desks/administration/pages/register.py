"""The policy register and the rules in words, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from tutela.desks.administration.pages.policies import changes_table
from tutela.desks.administration.queries.policies import Change
from tutela.desks.administration.queries.register import Called, Entry, InWords, Number, Source
from tutela.foundations.design.parts import Badge, Cell, Citation, Row, Table
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import known, words
from tutela.law.handbook import Story
from tutela.record.duties.queries.cards import place


class Tab(msgspec.Struct, frozen=True):
    """One part of the register, and how much is in it."""

    text: str
    href: str
    current: bool


class RegisterPage(msgspec.Struct, frozen=True, kw_only=True):
    """The register, or one area of it."""

    tabs: tuple[Tab, ...]
    said: str
    """The words that were looked for."""
    found: str
    """How much there is of it, where something was looked for."""
    area: str
    numbers: Table
    rules: Table
    overlays: tuple[str, ...]
    called: Table
    """What the force calls it; without rows where no overlay of this deployment has words."""


class NumberPage(msgspec.Struct, frozen=True, kw_only=True):
    """One number: what it is today, who may change it, what it was, and what runs on it."""

    title: str
    key: str
    value: str
    facts: tuple[tuple[str, str], ...]
    legal: bool
    citation: Citation
    history: Table
    used_by: tuple[tuple[str, str], ...]
    may_try: bool
    """May the viewer try another value of it on the record of the last days?"""
    propose: str | None
    """Where another value is proposed, by who may and where the law leaves it to the force."""
    changes: Table


class RulePage(msgspec.Struct, frozen=True, kw_only=True):
    """One rule in sentences."""

    title: str
    code: str
    kind: str
    sentences: tuple[tuple[str, tuple[str, ...]], ...]
    numbers: Table
    sources: tuple[Citation, ...]
    also: tuple[str, ...]
    certainty: str
    stories: tuple[Story, ...]


def register_page(
    numbers: Sequence[Number], rules: Sequence[Entry], area: str, said: str = "", called: Sequence[Called] = (),
) -> RegisterPage:
    """The register, of one area where one is named.

    :param said: the words that were looked for, where numbers and rules are those in which they stand
    :param called: what the force calls terms and posts of ours
    """
    here, of = reverse("administration:policy"), Counter([*(n.area for n in numbers), *(r.area for r in rules)])
    areas = list(dict.fromkeys([*of, *([area] if area else [])]))
    whole = of.total() + len(called)
    held = of[area] if area else whole
    tabs = [Tab(words("administration.policy.all", count=whole), _address(here, "", said), not area)]
    tabs += [Tab(words("administration.policy.area", area=_area(name), count=of[name]), _address(here, name, said), area == name) for name in areas]
    return RegisterPage(
        said=said, found=words("administration.policy.found", count=held, said=said) if said else "", area=area,
        tabs=tuple(tabs), numbers=numbers_table([n for n in numbers if area in ("", n.area)]), rules=_rules([r for r in rules if area in ("", r.area)]),
        overlays=tuple(dict.fromkeys(n.overlay for n in numbers if n.overlay)), called=_called_table([] if area else called),
    )


def number_page(number: Number, *, may_try: bool, may_propose: bool, changes: Sequence[Change], owner: str) -> NumberPage:
    """One number: what it is, and every version of the force's own policy on it.

    :param owner: who answers for it where nobody changed it
    """
    shipped = words("administration.change.shipped")
    holds = next((change for change in changes if change.state == "in-force"), None)
    stands = (Badge(words("administration.number.stands"), "green"),)
    said = [
        ("stands-on", number.basis), ("since", _since(number.since)), ("tighter", words(f"administration.tighter.{number.tighter}")),
        ("change", words(f"administration.change.{number.change}")), ("overlay", number.overlay or words("administration.overlay.as-shipped")),
        ("version", words("administration.change.version", number=holds.number, decided_in=holds.decided_in) if holds else shipped),
        ("owner", place(holds.owner if holds else owner)),
        ("review", local_date(holds.review_on) if holds and holds.review_on else words("administration.change.no-review")),
    ]
    return NumberPage(
        title=number.title, key=number.key, value=number.value or words("administration.number.none"), legal=number.legal,
        facts=tuple((words(f"administration.number.{name}"), text) for name, text in said), citation=cited(number.source), used_by=number.used_by,
        may_try=may_try and number.change != "nobody",
        propose=reverse("administration:policy-propose", args=[number.key]) if may_propose and number.change != "nobody" else None,
        changes=changes_table(changes, of_one=True),
        history=Table(
            caption=words("administration.number.history"), columns=_heads("value", "since", "source", "approved"),
            rows=tuple(
                Row((
                    Cell(text=was.value or words("administration.number.none"), badges=stands if was.stands else ()),
                    Cell(text=_since(was.since)), Cell(text=_cite(was.source)), Cell(text=was.approved_by or words("administration.number.as-cited")),
                ))
                for was in number.history
            ),
        ),
    )


def rule_page(rule: InWords) -> RulePage:
    """One rule."""
    return RulePage(
        title=rule.entry.title, code=rule.entry.code, kind=words(f"administration.kind.{rule.entry.kind}"), sentences=rule.sentences,
        numbers=numbers_table(rule.numbers), sources=tuple(cited(source) for source in rule.sources), also=rule.entry.also,
        certainty=words(f"administration.certainty.{rule.entry.certainty}"), stories=rule.stories,
    )


def _address(here: str, area: str, said: str) -> str:
    asked = urlencode([(name, value) for name, value in (("area", area), ("q", said)) if value])
    return f"{here}?{asked}" if asked else here


def numbers_table(numbers: Sequence[Number]) -> Table:
    """Numbers of the law under what is to be known of each."""
    return Table(
        caption=words("administration.policy.numbers"), columns=_heads("what", "value", "stands-on", "source", "certainty", "tighter", "change"),
        rows=tuple(_number(n) for n in numbers),
    )


def _called_table(called: Sequence[Called]) -> Table:
    return Table(
        caption=words("administration.policy.called"), columns=_heads("ours", "theirs", "written", "stands-in"),
        rows=tuple(
            Row((
                Cell(text=c.ours, detail=c.key), Cell(text=c.says, detail=c.force), Cell(text="; ".join(c.written)),
                Cell(text=_cite(c.source) or words("administration.policy.own-source"), href=c.source.url or None, detail=_quoted(c)),
            ))
            for c in called
        ),
    )


def _quoted(c: Called) -> str:
    return words("administration.policy.quoted", count=len(c.lines), lines=", ".join(map(str, c.lines)), quote=c.quote)


def cited(source: Source) -> Citation:
    """A source, with what is doubtful of it."""
    doubt = "" if source.certainty in ("high", "") else words(f"administration.certainty.{source.certainty}")
    return Citation(
        title=source.title, provision=source.provision, href=source.url or None, doubt="; ".join(filter(None, (doubt, source.seen, source.extent))),
    )


def _number(n: Number) -> Row:
    overlay = (Badge(n.overlay, "purple"),) if n.overlay else ()
    loosened = (Badge(words("administration.policy.loosened"), "orange"),) if n.loosened else ()
    legal = (Badge(words("administration.policy.legal"), "blue"),) if n.legal else ()
    return Row((
        Cell(text=n.title, href=reverse("administration:number", args=[n.key]), detail=n.key),
        Cell(text=n.value or words("administration.number.none"), detail=_since(n.since), badges=(*overlay, *loosened)),
        Cell(text=n.basis, badges=legal),
        Cell(text=_cite(n.source), href=n.source.url or None),
        Cell(text=words(f"administration.certainty.{n.source.certainty or 'none'}"), detail=n.source.extent),
        Cell(text=words(f"administration.tighter.{n.tighter}")),
        Cell(text=words(f"administration.change.{n.change}")),
    ))


def _rules(rules: Sequence[Entry]) -> Table:
    return Table(
        caption=words("administration.policy.rules"), columns=_heads("rule", "who", "within", "stands-on", "certainty"),
        rows=tuple(
            Row((
                Cell(text=r.title, href=reverse("administration:rule", args=[r.code]), detail=f"{r.code} · {words(f'administration.kind.{r.kind}')}"),
                Cell(text=r.owed_by), Cell(text=r.within), Cell(text=r.basis, badges=(Badge(words("administration.policy.legal"), "blue"),) if r.legal else ()),
                Cell(text=words(f"administration.certainty.{r.certainty}")),
            ))
            for r in rules
        ),
    )


def _heads(*names: str) -> tuple[str, ...]:
    return tuple(words(f"administration.head.{name}") for name in names)


def _since(day: object) -> str:
    return words("administration.number.since-day", day=local_date(day)) if day else words("administration.number.always")  # type: ignore[arg-type]  # a date


def _cite(source: Source) -> str:
    return f"{source.title} {source.provision}".strip()


def _area(name: str) -> str:
    message = f"administration.area.{name}"
    return words(message) if known(message) else name
