"""What stands around every page: who is signed in, where they may go, what everybody must know now."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any, Final, Literal, cast

import msgspec
import structlog
from django.conf import settings
from django.contrib import messages as django_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from tutela.foundations.design.links import place
from tutela.foundations.design.words import language, words

Kind = Literal["information", "success", "warning", "error"]
MARKING: Final = "OFFICIAL-SENSITIVE"
_KINDS: Final[dict[str, Kind]] = {"debug": "information", "info": "information", "success": "success", "warning": "warning", "error": "error"}


class Banner(msgspec.Struct, frozen=True):
    """Something everybody on the page must know: the training clock, the sweep's silence, what was just done."""

    kind: Kind
    text: str
    title: str = ""
    href: str | None = None
    link: str = ""


class NavigationItem(msgspec.Struct, frozen=True):
    """A place in the navigation, for those who hold its permission."""

    permission: str
    url_name: str
    message_id: str
    order: int = 100
    site: str = "force"
    """At which site it is offered: the force's own, or the partners'."""


class Door(msgspec.Struct, frozen=True):
    """A navigation item as one viewer sees it."""

    text: str
    href: str
    current: bool


class Who(msgspec.Struct, frozen=True):
    """Who is signed in, and as what."""

    name: str
    detail: str = ""


class Chrome(msgspec.Struct, frozen=True, kw_only=True):
    """All that a layout shows around a page."""

    service: str
    marking: str
    law: str
    language: str
    request_id: str
    who: Who | None
    navigation: tuple[Door, ...]
    banners: tuple[Banner, ...]
    home: str | None
    search: str | None
    help: str | None
    account: str | None
    sign_out: str | None
    draft_key: str | None
    """With which this session's unsent words are kept, encrypted, on the device."""
    finder: str | None = None
    """Where a page asks who may be meant, while a name is typed into the search."""
    scripts: tuple[str, ...] = ()
    """Modules that other parts add to the pages of who is signed in."""

    @property
    def at_once(self) -> int:
        """How many places of the navigation stand in its one line; the rest open beneath, so that the child begins as high on every page."""
        return len(self.navigation) if len(self.navigation) <= _ONE_LINE else _ONE_LINE - 1


_ONE_LINE: Final = 9
_navigation: Final[dict[str, NavigationItem]] = {}
_scripts: Final[dict[str, None]] = {}


def register_navigation(item: NavigationItem) -> None:
    """Offer a page in the navigation; an app does so in its ``ready``."""
    _navigation[item.url_name] = item


def register_script(static: str) -> None:
    """Add a module to every page of who is signed in; an app does so in its ``ready``. Every page works without it."""
    _scripts[static] = None


def chrome(request: HttpRequest) -> Chrome:
    """What stands around this request's page."""
    signed_in = _who(request)
    if getattr(request, "of_site", "force") == "partners":
        return _partners(request, signed_in)
    return Chrome(
        service=words("design.service"), marking=MARKING, law=words(f"design.law.{getattr(settings, 'FORCE_NATION', 'england-and-wales')}"),
        language=language(), request_id=_request_id(request), who=signed_in, navigation=_doors(request) if signed_in else (),
        banners=(*_provided(request), *_said(request)),
        home=place("home") or "/", search=place("search") if signed_in else None, help=place("help"),
        account=place("account") if signed_in else None, sign_out=place("sign_out") if signed_in else None,
        draft_key=_draft_key(request) if signed_in else None, scripts=tuple(_scripts) if signed_in else (),
        finder=place("look-up") if signed_in else None,
    )


def _partners(request: HttpRequest, signed_in: Who | None) -> Chrome:
    """The same at the partners' own site: no search, no help, no script of the force's, and no words of theirs kept on a device that is not the force's."""
    return Chrome(
        service=words("design.service-partners"), marking=MARKING, law=words(f"design.law.{getattr(settings, 'FORCE_NATION', 'england-and-wales')}"),
        language=language(), request_id=_request_id(request), who=signed_in, navigation=_doors(request) if signed_in else (),
        banners=(*_provided(request, "PARTNERS_CHROME_PROVIDERS"), *_said(request)), home=place("partners-home") or "/", search=None, help=None,
        account=place("account") if signed_in else None, sign_out=place("sign_out") if signed_in else None, draft_key=None,
    )


def bare(request: HttpRequest) -> Chrome:
    """The same for a page that must come even where database and session do not: nobody, and no banners."""
    return Chrome(
        service=words("design.service"), marking=MARKING, law=words(f"design.law.{getattr(settings, 'FORCE_NATION', 'england-and-wales')}"),
        language=language(), request_id=_request_id(request), who=None, navigation=(), banners=(), home="/", search=None, help=None, account=None,
        sign_out=None, draft_key=None,
    )


def tell(request: HttpRequest, id: str, *, kind: Kind = "success", **having: Any) -> None:
    """Say something on the next page that this person sees: what was done."""
    level = {"information": django_messages.INFO, "success": django_messages.SUCCESS, "warning": django_messages.WARNING, "error": django_messages.ERROR}
    django_messages.add_message(request, level[kind], words(id, **having))


def _who(request: HttpRequest) -> Who | None:
    """Who looks: ``DESIGN_WHO`` may say it better than the viewer's name alone."""
    if named := getattr(settings, "DESIGN_WHO", None):
        return cast("Callable[[HttpRequest], Who | None]", import_string(named))(request)
    viewer = getattr(request, "viewer", None)
    name = str(getattr(viewer, "name", "") or "")
    return Who(name) if name else None


def _doors(request: HttpRequest) -> tuple[Door, ...]:
    """The navigation of one viewer, as ``DESIGN_MAY(viewer, permission)`` allows it; the current item is that whose address begins this page's."""
    may = cast("Callable[[object, str], bool]", import_string(settings.DESIGN_MAY))
    viewer = getattr(request, "viewer", None)
    here_at = getattr(request, "of_site", "force")
    offered = (item for item in _navigation.values() if item.site == here_at and may(viewer, item.permission))
    items = sorted(offered, key=lambda item: (item.order, item.url_name))
    hrefs = [reverse(item.url_name) for item in items]
    here = max((href for href in hrefs if request.path == href or (href != "/" and request.path.startswith(href))), key=len, default="")
    return tuple(Door(words(item.message_id), href, href == here) for item, href in zip(items, hrefs, strict=True))


def _provided(request: HttpRequest, named: str = "CHROME_PROVIDERS") -> list[Banner]:
    """The banners of the providers that settings name."""
    found: list[Banner] = []
    for name in getattr(settings, named, ()):
        found += cast("Callable[[HttpRequest], list[Banner]]", import_string(name))(request)
    return found


def _said(request: HttpRequest) -> list[Banner]:
    """What operations just done have to say: on the page that comes of them, never in a part that some page asks for meanwhile."""
    if not hasattr(request, "_messages") or request.headers.get("X-Requested-With") == "fetch":
        return []
    return [Banner(_KINDS.get(said.level_tag, "information"), str(said.message)) for said in django_messages.get_messages(request)]


def _request_id(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", "") or structlog.contextvars.get_contextvars().get("request_id", "") or "")


def _draft_key(request: HttpRequest) -> str | None:
    """A key of this session: its own seed if sign-in gave it one (which then outlives a second sign-in), else its name."""
    session = getattr(request, "session", None)
    seed = None if session is None else session.get("draft_seed") or session.session_key
    if not seed:
        return None
    return base64.b64encode(salted_hmac("tutela.design.drafts", seed, algorithm=hashlib.sha256().name).digest()).decode()
