"""Links between parts of the house that may not import one another: each says, once, where its kind of thing is shown.

``register_link("person", "profile:person")`` stands in the app's ``ready``; the URL takes the key of the row as its one
argument. ``register_place("search", "search:find")`` is for pages that are about no row: home, search, help, sign_out.
``register_act("contact.send", "contact:send", kind="incident", …)`` is for a page on which something is done, and says what is owed that it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from uuid import UUID

import msgspec
from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

from tutela.foundations.kit import refs

_links: Final[dict[str, str]] = {}
_places: Final[dict[str, str]] = {}
_acts: Final[dict[str, tuple[str, str, str]]] = {}
_done_by: Final[dict[str, str]] = {}
_done_there: Final[dict[str, str]] = {}
_NO_ROW: Final = UUID(int=0)


class ActLink(msgspec.Struct, frozen=True):
    """Where something is done, and the permission that its page asks for."""

    name: str
    href: str
    permission: str


class TakenTwice(ValueError):
    """Two apps say that they show the same."""


def register_link(kind: str, url_name: str) -> None:
    """Say which URL shows a kind of row.

    :raises KeyError: if no row of ours is of that kind
    :raises TakenTwice: if another URL shows it
    """
    if kind not in refs.PREFIXES:
        raise KeyError(f"{kind!r} is no kind of row: {', '.join(sorted(refs.PREFIXES))}")
    _take(_links, kind, url_name)


def register_place(name: str, url_name: str) -> None:
    """Say which URL a place of the chrome is.

    :raises TakenTwice: if another URL is it
    """
    _take(_places, name, url_name)


def register_act(name: str, url_name: str, *, kind: str, permission: str, does: Iterable[str] = (), there: Iterable[str] = ()) -> None:
    """Say on which page an act about a kind of row is done.

    :param does: the codes of what is owed that is done on it
    :param there: the codes of what is owed that whoever goes does by it, where the child is or was
    :raises KeyError: if no row of ours is of that kind
    :raises TakenTwice: if another page is it, or does one of these already
    """
    if kind not in refs.PREFIXES:
        raise KeyError(f"{kind!r} is no kind of row: {', '.join(sorted(refs.PREFIXES))}")
    if _acts.setdefault(name, (url_name, kind, permission)) != (url_name, kind, permission):
        raise TakenTwice(f"{name!r} is {_acts[name][0]!r} already, and cannot be {url_name!r}")
    for code in does:
        _take(_done_by, code, name)
    for code in there:
        _take(_done_there, code, name)


def act_link(name_or_code: str, about: Iterable[str]) -> ActLink | None:
    """Where an act, or what is owed under a code, is done: the first of these records that is of the act's kind is the one it is done to.

    None where no page does it, or none of the records is of its kind.
    """
    return _act(_done_by.get(name_or_code, name_or_code), about)


def act_there(code: str, about: Iterable[str]) -> ActLink | None:
    """Where whoever goes records that they did what is owed under a code; none where it is not done there."""
    return _act(_done_there[code], about) if code in _done_there else None


def _act(name: str, about: Iterable[str]) -> ActLink | None:
    if name not in _acts:
        return None
    url_name, kind, permission = _acts[name]
    key = next((refs.split(ref)[1] for ref in about if refs.is_ours(ref) and refs.split(ref)[0] == kind), None)
    return ActLink(name, _of_row(url_name, key), permission) if key is not None else None


def link_to(kind_or_ref: str, ref: str | UUID | None = None) -> str | None:
    """The address of a row: ``link_to("p:0192…")``, ``link_to("person", "p:0192…")`` or ``link_to("person", key)``.

    None where nobody shows that kind, or where the reference is another system's.
    """
    if ref is None:
        if not refs.is_ours(kind_or_ref):
            return None
        kind, key = refs.split(kind_or_ref)
    else:
        kind = kind_or_ref
        try:
            key = ref if isinstance(ref, UUID) else refs.key_of(ref, kind) if ":" in ref else UUID(ref)
        except ValueError:
            return None
    return _of_row(_links[kind], key) if kind in _links else None


def _of_row(url_name: str, key: UUID) -> str:
    """The address of a page about a row: a list has hundreds, which differ by their key alone."""
    return _shape(url_name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()).replace(str(_NO_ROW), str(key))


@lru_cache(1024)
def _shape(url_name: str, _urls: str, _prefix: str) -> str:
    return reverse(url_name, args=[_NO_ROW])


def place(name: str) -> str | None:
    """The address of a place of the chrome; None where no app has it."""
    return reverse(_places[name]) if name in _places else None


def _take(registry: dict[str, str], name: str, url_name: str) -> None:
    if registry.setdefault(name, url_name) != url_name:
        raise TakenTwice(f"{name!r} is {registry[name]!r} already, and cannot be {url_name!r}")
