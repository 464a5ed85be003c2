"""The registry of queues, and each queue's own page. A list that is not registered has no page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.desks.worklist.pages.queues import QueuePage
from tutela.desks.worklist.pages.queues import queue as page_of_queue
from tutela.desks.worklist.pages.queues import queues as page_of_queues
from tutela.desks.worklist.queries import queues as registered
from tutela.desks.worklist.views import asked
from tutela.foundations.access import policy
from tutela.foundations.access.policy import Verdict
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied


@require_safe
def queues(request: HttpRequest) -> HttpResponse:
    """Every queue of the product."""
    return render(request, "worklist/queues.html", page_of_queues(asked.viewer(request), at=clock.now()))


@require_safe
def queue(request: HttpRequest, code: str) -> HttpResponse:
    """One queue."""
    page = _queue(request, code)
    asked.looked(request, page.named, "worklist:queue")
    return render(request, "worklist/queue.html", page)


@require_safe
def queue_fragment(request: HttpRequest, code: str) -> HttpResponse:
    """Its rows, for the script that fetches them again."""
    page = _queue(request, code)
    asked.looked_again(request, page.named, "worklist:queue-fragment")
    return render(request, "worklist/queue-live.html", page)


def _queue(request: HttpRequest, code: str) -> QueuePage:
    found, viewer = registered.queue(code), asked.viewer(request)
    if found is None:
        raise Http404
    if not policy.may_visit(viewer, found.permission):
        raise Denied(Verdict("none", "access.no-permission"))
    return page_of_queue(found, viewer, at=clock.now(), after=asked.place(request))
