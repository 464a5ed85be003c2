"""What somebody sent when their session had locked: held in the session, and given back once they are known again. No words are lost."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from django.http import HttpRequest

HELD: Final = "held"
MOST: Final = 500_000
_LEFT_OUT: Final = frozenset({"csrfmiddlewaretoken"})


class Held(msgspec.Struct, frozen=True):
    """A form that was sent: where to, and its fields."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool = False
    """Files came with it, which have to be chosen again."""


def hold(request: HttpRequest) -> bool:
    """Hold what came.

    :returns: whether there was anything to hold, and no more of it than a session takes
    """
    fields = [[name, value] for name, values in request.POST.lists() if name not in _LEFT_OUT and "password" not in name for value in map(str, values)]
    if not fields or sum(len(name) + len(value) for name, value in fields) > MOST:
        return False
    request.session[HELD] = {"path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    return True


def of(request: HttpRequest) -> Held | None:
    """What is held for this session."""
    found: dict[str, Any] | None = request.session.get(HELD)
    return Held(found["path"], tuple((name, value) for name, value in found["fields"]), found["files"]) if found else None


def drop(request: HttpRequest) -> None:
    """Hold it no longer."""
    request.session.pop(HELD, None)
