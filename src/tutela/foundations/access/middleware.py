"""The doors: every request passes here. Who asks; whether the page that was found opens for them; that each look at a person is logged.

A page that declares neither a permission nor why it needs none is shut. What a viewer may know of each record is the policy's to say,
page by page; the doors know roles alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, cast

import structlog
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from tutela.foundations import audit
from tutela.foundations.access import doors, held, policy, trail
from tutela.foundations.access.doors import Door
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import NOBODY, Viewer
from tutela.foundations.design import errors, urls
from tutela.foundations.design.mode import strict
from tutela.foundations.design.words import words

Respond = Callable[[HttpRequest], HttpResponse]
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
log = structlog.get_logger("tutela.access")


class Undeclared(RuntimeError):
    """A URL says neither which permission it asks for nor why it asks for none."""


class Seen:
    """What a page shows of people, noted by its view: ``request.seen([child, episode], "board")``. Written before the page leaves."""

    def __init__(self) -> None:
        self.looks: dict[str, dict[str, None]] = {}

    def __call__(self, subjects: Iterable[str], purpose: str) -> None:
        """Note records that this page shows, and what they are looked at for."""
        self.looks.setdefault(purpose, {}).update(dict.fromkeys(subjects))


class Doors:
    """Django's middleware. It stands outside the reading transaction, so that the log of views is written after the look and before the page leaves."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = doors.door(request)
        seen = Seen()
        request.door, request.viewer, request.seen = found, found.viewer, seen  # type: ignore[attr-defined]  # what every view finds there
        response = self.get_response(request)
        if seen.looks and response.status_code < 400:
            response = self._logged(request, seen, response)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[object, ...], given: dict[str, object],  # noqa: ARG002  # as Django calls it
    ) -> HttpResponse | None:
        """Open the page's door, or say why it stays shut."""
        declared = urls.declared(view)
        if declared is None:
            return self._undeclared(request, view)
        found = cast(Door, request.door)  # type: ignore[attr-defined]  # set above
        if declared.public is not None:
            return None
        if found.how in {"nobody", "locked", "must"}:
            return _stop(request, found)
        permission = Permission(declared.permission or "")
        if found.how == "token" and not request.path.startswith("/api/"):  # a page asks for a session, which locks, ends and says which browser
            return _denied(request, found, permission)
        if policy.may_visit(found.viewer, permission):
            _let_go(request)
            return None
        return _denied(request, found, permission)

    @staticmethod
    def _undeclared(request: HttpRequest, view: object) -> HttpResponse:
        name = f"{getattr(view, '__module__', '')}.{getattr(view, '__qualname__', view)}"
        if strict():
            raise Undeclared(f"{request.path} ({name}) declares no permission: use design.urls.page or design.urls.public")
        log.error("access.undeclared", view=name, path=request.path)
        return errors.broken(request)

    @staticmethod
    def _logged(request: HttpRequest, seen: Seen, response: HttpResponse) -> HttpResponse:
        viewer = cast(Viewer, request.viewer)  # type: ignore[attr-defined]  # set above
        try:
            for purpose, subjects in seen.looks.items():
                audit.seen(
                    viewer.ref, subjects, purpose, request.path, str(getattr(request, "request_id", "")), role=viewer.acting, session=viewer.session,
                    device=viewer.device,
                )
        except Exception:  # whatever it was: a look that is not logged is not shown
            log.exception("access.view_not_logged", path=request.path)
            return errors.broken(request)
        return response


def _stop(request: HttpRequest, found: Door) -> HttpResponse:
    """Somebody who is not in: to sign in, to unlock, to do what must be done first. What they sent is not lost."""
    if doors.for_a_machine(request):
        return _problem(401, "access.not-signed-in")
    to = {"nobody": "sign-in", "locked": "locked"}.get(found.how) or found.must
    if doors.by_itself(request) or request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=401, headers={"X-Door": reverse(to)})
    if request.method in doors.READS:
        return redirect_to_login(request.get_full_path(), reverse(to), "next")
    if found.how != "nobody" and held.hold(request):
        return HttpResponseRedirect(reverse(to))
    return errors.problem(
        request, 403, title=words("access.signed-out.title"), text=(words("access.signed-out.text"),),
        href=f"{reverse(to)}?{urlencode({'next': request.path})}", link=words("access.signed-out.link"),
    )


def _denied(request: HttpRequest, found: Door, permission: Permission) -> HttpResponse:
    """Somebody whose roles do not open this page. That they asked is in the audit."""
    if found.viewer is NOBODY:  # a token that is nobody's
        return _problem(401, "access.not-signed-in")
    trail.denied(request, found.viewer, permission)
    if doors.for_a_machine(request):
        return _problem(403, "access.no-permission")
    because = "access.no-post" if not found.viewer.roles else "access.no-permission"
    return errors.forbidden(request, PermissionError(words(because)))


def _let_go(request: HttpRequest) -> None:
    """Hold words no longer that now arrive where they were going."""
    if request.method == "POST" and (waiting := held.of(request)) and waiting.path == request.get_full_path():
        held.drop(request)


def _problem(status: int, because: str) -> HttpResponse:
    said = {"type": f"about:blank#{because}", "title": because, "status": status, "detail": words(because)}
    answer = JsonResponse(said, status=status, content_type="application/problem+json")
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer
