"""Lines of the audit that sign-in itself writes: who signed in, failed, locked, unlocked, signed out, chose a role. No operation is behind
them, so they are written in a transaction of their own; where one cannot be written, the thing is not done.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest

from tutela.foundations import audit
from tutela.foundations.access import devices
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import clock, refs

NOBODY: Final = "nobody"
"""Who tried with a name that is no account's."""


def write(request: HttpRequest, action: str, account: Account | None, *, outcome: str = "done", **more: Any) -> None:
    """Write a line about a sign-in, of one account or of nobody that is known."""
    _write(request, "sign_in", action, whose(account) if account else NOBODY, "", outcome, (), more)


def denied(request: HttpRequest, viewer: Viewer, permission: str) -> None:
    """Write that somebody asked for a page that their roles do not open."""
    _write(request, "refused", request.path[:200], viewer.ref, viewer.acting, "access.no-permission", (), {"permission": permission})


def whose(account: Account) -> str:
    """How the audit and the record name the holder of an account."""
    return refs.make("officer", account.officer_id) if account.officer_id else f"feed:{account.feed or account.username}"


def _write(
    request: HttpRequest, kind: str, action: str, officer: str, role: str, outcome: str, subjects: tuple[str, ...], new: dict[str, Any],
) -> None:
    line = audit.Line(
        at=clock.wall(), business_at=clock.now(), officer=officer, role=role, session=getattr(request.session, "name", ""), device=devices.of(request),
        request_id=str(getattr(request, "request_id", "")), operation_id="", kind=kind, action=action, subjects=subjects, reason="", outcome=outcome,
        old={}, new=new,
    )
    with transaction.atomic():
        audit.write(line)
