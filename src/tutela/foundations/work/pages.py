"""The pages of what was not done: refused and why, changed by another meanwhile, denied; the person's words always kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from tutela.foundations.audit.changes import changes_since
from tutela.foundations.design import errors, forms
from tutela.foundations.design.errors import Changed, ConflictPage, Reason, RefusedPage, kept_from
from tutela.foundations.design.links import link_to
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import known, words
from tutela.foundations.forces import queries as forces
from tutela.foundations.work.errors import Conflict, Denied, Flag, KeyReused, NotDone, Refused

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
"""A moment, as the audit keeps one."""


def not_done(request: HttpRequest, error: NotDone, *, form: forms.Form | None = None, what: str = "", names: Mapping[str, str] | None = None) -> HttpResponse:
    """The page of an anticipated error.

    :param form: what the person had filled in, to send again
    :param what: what was tried, in the words of its button
    :param names: how fields are called, for showing what another changed; one that is called nothing is left out
    :raises Http404: for what the viewer may not know of
    """
    what = what or words("work.this")
    if isinstance(error, Conflict):
        return errors.conflict(request, conflict_page(request, error, form=form, what=what, names=names or {}))
    if isinstance(error, Denied):
        if error.hidden:
            raise Http404
        return errors.problem(request, 403, title=words("work.denied.title"), text=(words(error.because),))
    if isinstance(error, KeyReused):
        return errors.refused(request, RefusedPage(what=what, reasons=(Reason(words(error.because)),), kept=kept_from(request), attempt_kept=False))
    return errors.refused(request, refused_page(request, error, form=form, what=what))


def refused_page(request: HttpRequest, error: NotDone, *, form: forms.Form | None, what: str) -> RefusedPage:
    """What a refusal says: each standard that the act does not meet, in words."""
    flags = error.flags if isinstance(error, Refused) else ()
    reasons = tuple(Reason(said(flag)) for flag in flags) or (Reason(words(error.because, **error.having)),)
    return RefusedPage(
        what=what, reasons=reasons, kept=() if form else kept_from(request), attempt_kept=bool(flags), form=form, action=request.path,
        back=request.path,
    )


def conflict_page(request: HttpRequest, error: Conflict, *, form: forms.Form | None, what: str, names: Mapping[str, str]) -> ConflictPage:
    """What another changed since the person read it, each with what the person wrote for the same."""
    found = changes_since(error.ref, error.expected)
    who = {card.ref: card.name for card in forces.cards({c.by for c in found})}
    mine = {name: "\n".join(values) for name, values in request.POST.lists()}
    changes = tuple(
        Changed(names.get(c.field, label(c.field)), shown(c.old), shown(c.new), who.get(c.by, c.by), c.at, mine.get(c.field))
        for c in found if names.get(c.field, c.field)
    )
    return ConflictPage(what=what, changes=changes, kept=() if form else kept_from(request), form=form, action=request.path, current=link_to(error.ref))


def said(flag: Flag) -> str:
    """A flag in words."""
    return words(flag.because, **flag.having) if known(flag.because) else flag.because


def label(field: str) -> str:
    """A field as one reads it."""
    return field.replace("_", " ").capitalize()


def shown(value: Any) -> str:
    """A value as one reads it."""
    if value is None or value == "":
        return words("work.nothing")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return local_time(datetime.fromisoformat(value)) if isinstance(value, str) and _MOMENT.fullmatch(value) else str(value)
