"""What forces call things, and what we call what they say: one term for every spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import msgspec

from tutela.facts import About, Fact
from tutela.facts.roles import AREAS, HOMES, ROLES, SENIOR, WHOLE_AREA
from tutela.law.overlays.reading import Overlay, OverlayUnreadable, read_overlay
from tutela.law.overlays.terms import TERMS

_ABOVE: Final = SENIOR | {"cii", "inspector"}
"""Roles that answer for an area and sit in none of its units."""
_BETWEEN: Final = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """A word as it is compared: without case, marks, and how it is spaced."""
    return _BETWEEN.sub(" ", text.casefold()).strip()


class Names:
    """The words of some forces' overlays over the one model. Where a force has no word, ours stands.

    :raises OverlayUnreadable: where one spelling would lead to two terms or roles
    """

    def __init__(self, overlays: Iterable[Overlay] = ()) -> None:
        self.overlays = tuple(overlay for overlay in overlays if overlay.speaks)
        self._says: dict[str, tuple[str, ...]] = {}
        self._terms = {fold(said): key for key, term in TERMS.items() for said in (term.called, term.name)}
        self._roles: dict[str, str] = {}
        for overlay in self.overlays:
            for entry in overlay.vocabulary:
                self._say(entry.term, entry.says)
                for said in (entry.says, *(s.as_ for s in entry.seen)):
                    self._lead(self._terms, said, entry.term, overlay)
            for post in overlay.roles:
                for address in post.stands_for:
                    self._say(address, post.post)
                for said in (post.post, *(s.as_ for s in post.seen)):
                    self._lead(self._roles, said, post.acts_as, overlay)

    def _say(self, key: str, said: str) -> None:
        self._says[key] = tuple(dict.fromkeys((*self._says.get(key, ()), said)))

    @staticmethod
    def _lead(known: dict[str, str], said: str, to: str, overlay: Overlay) -> None:
        was = known.setdefault(fold(said), to)
        if was != to:
            raise OverlayUnreadable(f"{overlay.overlay}: {said!r} is said of {to!r}, and already of {was!r}; one spelling has one meaning")

    def __bool__(self) -> bool:
        """Is there any word that is not ours?"""
        return bool(self.overlays)

    # ---- what we read

    def recognise(self, text: str) -> str | None:
        """Our term for what a force, or we, write: ``unit.digital_forensics`` for each of its spellings; ``None`` for what nobody says."""
        return self._terms.get(fold(text))

    def role(self, text: str) -> str | None:
        """Our role for a post of the force; a role of ours is itself."""
        return text if text in ROLES else self._roles.get(fold(text))

    def unit(self, text: str) -> str | None:
        """The reference of a unit, for what a force calls it; with or without the system that names it (``stormlike:HCTU``)."""
        term = self.recognise(text) or self.recognise(text.partition(":")[2])
        return TERMS[term].name if term and TERMS[term].kind == "unit" else None

    def ours(self, fact: Fact) -> Fact:
        """A fact from outside with our terms for who did it, in which unit, and about which units; all else as it was written.

        What no overlay knows stays as it is: it happened, whatever it is called.
        """
        if not self:
            return fact
        by = msgspec.structs.replace(fact.by, role=self.role(fact.by.role) or fact.by.role, unit=self._unit_or(fact.by.unit))
        about = tuple(About(a.kind, self._unit_or(a.ref) or a.ref, a.as_) if a.kind == "unit" else a for a in fact.about)
        return msgspec.structs.replace(fact, by=by, about=about)

    def _unit_or(self, text: str | None) -> str | None:
        return (self.unit(text) or text) if text else text

    # ---- what we say

    def has(self, key: str) -> bool:
        """Has a force a word of its own for this term, or this ``role@area``?"""
        return key in self._says

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every ``role@area`` for which a post of a force stands."""
        return tuple(key for key in self._says if "@" in key)

    def says(self, term: str) -> str:
        """A term in the force's words; several forces' beside one another."""
        return " / ".join(self._says.get(term, ())) or TERMS[term].called

    def area(self, area: str, role: str = "") -> str:
        """An area by the force's name for its unit, where it has one and the role sits in it."""
        unit = f"unit.{WHOLE_AREA.get(area, '')}"
        return self.says(unit) if unit in self._says and role not in _ABOVE else AREAS.get(area, area)

    def post(self, role: str, area: str = "") -> str:
        """A role by the force's name for the post; without an area, the post where the role is at home."""
        said = self._says.get(f"{role}@{area or HOMES.get(role, '')}")
        return " / ".join(said) if said else ROLES.get(role, role)

    def address(self, address: str, *, brackets: bool = True) -> str:
        """``role@area`` as it is said: the post, and where it sits, unless the post's own words say that already.

        :param brackets: set where it sits in brackets, if no word of a force's there has its own; else after a comma
        """
        role, _, area = address.partition("@")
        post, where = self.post(role, area), self.area(area, role)
        if not area or (address in self._says and self._names_unit(post)):
            return post
        return f"{post}, {where}" if not brackets or (self and "(" in post + where) else f"{post} ({where})"

    def _names_unit(self, post: str) -> bool:
        """Do a post's words name the unit in which it sits, as *MHET staff* do?"""
        units = [said for said, term in self._terms.items() if TERMS[term].kind == "unit"]
        return any(f" {said} " in f" {fold(post)} " for said in units)


OURS: Final = Names()
"""Our own words alone."""


@cache
def names_of(overlays: tuple[str, ...]) -> Names:
    """The words of some overlays, by name or file, in order.

    :raises OverlayUnreadable: if one cannot be read, or two contradict each other
    """
    return Names(read_overlay(name) for name in overlays)
