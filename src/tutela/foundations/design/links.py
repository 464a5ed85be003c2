"""Links between parts of the house that may not import one another: each says, once, where its kind of thing is shown.

``register_link("person", "profile:person")`` stands in the app's ``ready``; the URL takes the key of the row as its one
argument. ``register_place("search", "search:find")`` is for pages that are about no row: home, search, help, sign_out.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.urls import reverse

from tutela.foundations.kit import refs

_links: Final[dict[str, str]] = {}
_places: Final[dict[str, str]] = {}


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
    return reverse(_links[kind], args=[key]) if kind in _links else None


def place(name: str) -> str | None:
    """The address of a place of the chrome; None where no app has it."""
    return reverse(_places[name]) if name in _places else None


def _take(registry: dict[str, str], name: str, url_name: str) -> None:
    if registry.setdefault(name, url_name) != url_name:
        raise TakenTwice(f"{name!r} is {registry[name]!r} already, and cannot be {url_name!r}")
