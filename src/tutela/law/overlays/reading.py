"""Reading an overlay: what it may say, and an error in plain words where it says something else."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import msgspec.yaml

from tutela.facts.roles import AREAS, ROLES, split
from tutela.law.overlays.terms import TERMS


class OverlayUnreadable(ValueError):
    """The file is no overlay, or says what our model does not know; the message names the place and what would be right."""


class Seen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"as_": "as"}):
    """One way in which the force's word is written, and where."""

    as_: str
    line: int | None = None
    """The line of the source, where it has lines."""
    quote: str
    """The source's own words, in which the spelling stands."""

    @property
    def stands(self) -> bool:
        """Is the word written in the quotation, in whatever case and number?"""
        return bool(self.as_.strip()) and self.as_.casefold() in self.quote.casefold()


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A term of ours, and what the force calls it."""

    term: str
    says: str
    """As it is said to the force's people."""
    seen: tuple[Seen, ...]


class Post(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post of the force, and for which of our ``role@area`` it stands."""

    post: str
    stands_for: tuple[str, ...] = msgspec.field(name="for")
    role: str = ""
    """The role that an act of theirs carries; it must be said where the addresses are of several roles."""
    seen: tuple[Seen, ...]

    @property
    def acts_as(self) -> str:
        """The bare role under which a fact says who did it."""
        return self.role or self.stands_for[0].partition("@")[0]


class Overlay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A force's own policy and vocabulary. Numbers are weighed where they are laid over the law's (``kernel.parameters.overlay``)."""

    overlay: str
    title: str = ""
    why: str = ""
    force: str = ""
    source: str = ""
    """The instrument of ``sources`` in which the words stand, where they are of a published report."""
    vocabulary: tuple[Entry, ...] = ()
    roles: tuple[Post, ...] = ()
    parameters: dict[str, Any] = {}

    @property
    def called(self) -> str:
        """Its title, or its name where it has none."""
        return self.title or self.overlay

    @property
    def said(self) -> tuple[tuple[str, str, tuple[Seen, ...]], ...]:
        """Each term of ours, or ``role@area``, with what the force calls it and where that stands."""
        terms = [(entry.term, entry.says, entry.seen) for entry in self.vocabulary]
        return (*terms, *((address, post.post, post.seen) for post in self.roles for address in post.stands_for))

    @property
    def speaks(self) -> bool:
        """Has it words of the force's own?"""
        return bool(self.vocabulary or self.roles)


def read_overlay(name_or_path: str) -> Overlay:
    """A shipped overlay by name, or a force's own file.

    :raises OverlayUnreadable: if there is neither, if the file is no overlay, or if it names a term or a role that we do not have
    """
    try:
        said = msgspec.yaml.decode(_text(name_or_path))
    except msgspec.DecodeError as error:
        raise OverlayUnreadable(f"{name_or_path}: not YAML: {error}") from None
    if not isinstance(said, dict) or "overlay" not in said:
        raise OverlayUnreadable(f"{name_or_path}: an overlay says its name under 'overlay:', its numbers under 'parameters:', its words under 'vocabulary:'")
    try:
        overlay = msgspec.convert({key: value for key, value in said.items() if value is not None}, Overlay)
    except msgspec.ValidationError as error:
        raise OverlayUnreadable(f"{name_or_path}: {error}") from None
    for wrong in (*_wrong_terms(overlay), *_wrong_posts(overlay), *_wrong_spellings(overlay)):
        raise OverlayUnreadable(f"{name_or_path}: {wrong}")
    return overlay


def _text(name_or_path: str) -> str:
    shipped = resources.files(__package__).joinpath(f"{name_or_path}.yaml")
    if shipped.is_file() and name_or_path != "terms":
        return shipped.read_text(encoding="utf-8")
    try:
        return Path(name_or_path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise OverlayUnreadable(f"{name_or_path}: no overlay of that name is shipped, and there is no such file of text") from None


def _wrong_terms(overlay: Overlay) -> list[str]:
    wrong = [f"vocabulary: {e.term!r} is no term of ours{_near(e.term, TERMS)}" for e in overlay.vocabulary if e.term not in TERMS]
    return wrong + [f"vocabulary: {term!r} is there twice" for term in _twice([e.term for e in overlay.vocabulary])]


def _wrong_posts(overlay: Overlay) -> list[str]:
    wrong = []
    for post in overlay.roles:
        if not post.stands_for:
            wrong.append(f"roles: {post.post!r} stands for no role@area of ours; name one under 'for:'")
        for address in post.stands_for:
            role, _, area = address.partition("@")
            try:
                split(address)
            except ValueError:
                near = _near(role, ROLES) if role not in ROLES else _near(area, AREAS)
                wrong.append(f"roles: {post.post!r} is for {address!r}, which is no role@area of ours{near}")
        several = {address.partition("@")[0] for address in post.stands_for}
        if post.role and post.role not in ROLES:
            wrong.append(f"roles: {post.post!r} acts as {post.role!r}, which is no role of ours{_near(post.role, ROLES)}")
        if len(several) > 1 and not post.role:
            wrong.append(f"roles: {post.post!r} stands for several roles ({', '.join(sorted(several))}); say under 'role:' as which of them it acts")
    return wrong + [f"roles: two posts stand for {a!r}" for a in _twice([a for post in overlay.roles for a in post.stands_for])]


def _wrong_spellings(overlay: Overlay) -> list[str]:
    wrong = []
    for where, says, seen in (*((e.term, e.says, e.seen) for e in overlay.vocabulary), *((p.post, p.post, p.seen) for p in overlay.roles)):
        if not says.strip() or not seen:
            wrong.append(f"{where}: says no word of the force's, or not where it stands")
        wrong += [f"{where}: the spelling {s.as_!r} does not stand in its quotation" for s in seen if not s.stands]
        if says.strip() and seen and not _written(says, seen):
            wrong.append(f"{where}: {says!r} is written nowhere in its quotations, in whole or as 'words (LETTERS)'")
    return wrong


def _written(says: str, seen: tuple[Seen, ...]) -> bool:
    """Does the source say it so, or both in full and in letters?"""
    words, _, letters = says.casefold().removesuffix(")").partition(" (")
    spelled = {s.as_.casefold() for s in seen}
    return any(says.casefold() in s.quote.casefold() for s in seen) or (words in spelled and letters in spelled)


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _near(word: str, known: Any) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; ours are {', '.join(sorted(known))}"
