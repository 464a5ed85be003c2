"""Who may be meant while a name is typed, as options of a list; and what is noticed in words while they are written."""

from __future__ import annotations

from typing import Final, cast, get_args

import msgspec

from tutela.desks.api.queries import Candidate, Found
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import PersonBanner
from tutela.foundations.design.times import age_words, local_date, local_time
from tutela.foundations.design.words import words
from tutela.record.enquiries.engine import sex_words
from tutela.record.wording.engine import Kind, Passage, passages


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One person, with what tells them apart from another of the same name."""

    ref: str
    name: str
    reference: str
    lines: tuple[str, ...]
    href: str
    """Their page; empty where there is none."""
    linked: str
    """What is said once they were chosen."""


class PeoplePage(msgspec.Struct, frozen=True, kw_only=True):
    """The options, and in words how many there are or why there are none."""

    options: tuple[Option, ...] = ()
    said: str = ""


def people_page(found: Found) -> PeoplePage:
    """The options for what was found."""
    count = len(found.people)
    which = "more" if found.more else {0: "none", 1: "one"}.get(count, "several")
    return PeoplePage(options=tuple(_option(who) for who in found.people), said=words(f"api.look-up.{which}", count=count))


def _option(who: Candidate) -> Option:
    card = who.card
    age = age_words(PersonBanner(
        name=card.display, reference=card.reference, age=card.age.years, estimated=card.age.known == "estimated", said=card.age.said,
        child=card.age.treated_as_child,
    ))
    exact = card.born_earliest if card.born_earliest == card.born_latest else None
    born = words("api.look-up.born", day=local_date(exact)) if exact else ""
    href = link_to(card.kept)
    return Option(
        ref=card.kept, name=card.display, reference=card.reference, href=f"{href}?for=search" if href else "",
        lines=tuple(filter(None, (", ".join(filter(None, (sex_words(card), born, age))), who.address, _last(who)))),
        linked=words("api.look-up.linked", name=card.display, reference=card.reference),
    )


def _last(who: Candidate) -> str:
    if who.last is None:
        return ""
    said = "now" if who.last.open else "last"
    return words(f"api.look-up.missing-{said}", reference=who.last.reference, day=local_date(who.last.reported_at))


KINDS: Final = frozenset(get_args(Kind))
"""What a text may be read as."""


class Noticed(msgspec.Struct, frozen=True):
    """One thing noticed, as it is shown: the sentence, and where the entry stands of which it is a copy."""

    said: str
    first: str | None = None


class NoticedFragment(msgspec.Struct, frozen=True):
    """Everything that is noticed in a text."""

    noticed: tuple[Noticed, ...]


def noticed_fragment(viewer: Viewer, text: str, kind: str) -> NoticedFragment:
    """What is noticed in a text of a kind, for one reader."""
    return NoticedFragment(tuple(_noticed(each) for each in passages(viewer, text, cast("Kind", kind))))


def _noticed(each: Passage) -> Noticed:
    having = {"percent": each.first.percent, "at": local_time(each.first.at)} if each.first else {}
    return Noticed(words(each.because, words=each.words, suggestion=each.suggestion, **having), link_to(each.first.subject) if each.first else None)
