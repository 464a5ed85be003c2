"""The record of one person, its tabs, and the question why one looks."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from tutela.desks.profile.forms import GlassForm, PurposeForm
from tutela.desks.profile.pages import tabs
from tutela.desks.profile.pages.answers import band
from tutela.desks.profile.pages.person import TABS, AskPage, PersonPage, part_page, person_page, relations_tab, with_tables
from tutela.desks.profile.pages.timeline import TimelinePart, timeline_part
from tutela.desks.profile.queries import timeline
from tutela.desks.profile.queries.answers import answers
from tutela.desks.profile.queries.linked import Linked, opened_in_emergency
from tutela.desks.profile.queries.network import neighbours
from tutela.desks.profile.queries.tabs import Behind, behind, called, trail
from tutela.desks.profile.queries.was import Was, was
from tutela.desks.profile.views.looking import home, kept_key, person_of, purpose_of, say_purpose, seen, viewer_of
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import LONDON, local
from tutela.law.messages.happenings import refs_in
from tutela.record.people import queries as people

_AS: Final = "%Y-%m-%dT%H:%M"


def record(request: HttpRequest, key: UUID) -> HttpResponse:
    """The record: who, the eight answers, one timeline of everything; with ``as`` what it showed then."""
    if (kept := kept_key(key)) != key:
        return HttpResponseRedirect(home(kept))
    linked = person_of(request, key)
    if not linked.whole:
        return _minimum(request, linked, key)
    purpose = purpose_of(request, linked)
    if not purpose:
        return _why(key, request)
    seen(request, linked, purpose)
    return render(request, "profile/person.html", _page(request, linked, key))


def tab(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """What stands behind a tab."""
    if name not in TABS:
        raise Http404
    linked = person_of(request, key)
    if not linked.whole:
        return _minimum(request, linked, key)
    purpose = purpose_of(request, linked)
    if not purpose:
        return _why(key, request)
    now, viewer = clock.now(), viewer_of(request)
    held = behind(viewer, linked, now)
    if name == "trail" and not held.trail:
        raise Http404
    seen(request, linked, purpose)
    near = neighbours(viewer, linked, now)
    counted = sum(timeline.counts(viewer, linked.refs, hidden=linked.hidden, at=now).values())
    page = person_page(
        linked, held, viewer, tab=name, near=len(near), opened=opened_in_emergency(viewer, linked, now), timeline_count=counted,
    )
    if name == "relations":
        names = called(viewer, [m.recorded_by for m in linked.markers], now)
        figure, table = relations_tab(linked, near, names)
        return render(request, "profile/tab.html", with_tables(page, table, figure=figure))
    return render(request, "profile/tab.html", _behind(request, page, linked, held, name, key))


def why(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask, once a session, what somebody looks for."""
    linked = person_of(request, key)
    form = PurposeForm(request.POST or None)
    to = request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        said = answer["words"] if answer["purpose"] == "other" else words(f"profile.purpose.{answer['purpose']}")
        say_purpose(request, linked.ref, said)
        return HttpResponseRedirect(to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) else home(key))
    page = AskPage(
        person=None, title=words("profile.why.title"), lead=words("profile.why.lead"), form=form, button=words("profile.why.button"), back="/",
    )
    return render(request, "profile/ask.html", page, status=422 if form.is_bound else 200)


def _page(request: HttpRequest, linked: Linked, key: UUID) -> PersonPage:
    viewer, now = viewer_of(request), clock.now()
    as_text = request.GET.get("as", "")[:16]
    as_was = _moment(as_text, now)
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in timeline.KINDS else ""
    held, near = behind(viewer, linked, now), neighbours(viewer, linked, now)
    found = timeline.page(
        viewer, linked.refs, hidden=linked.hidden, at=now, kind=kind, after=request.GET.get("after", ""), since=request.GET.get("since", ""), by=as_was,
    )
    return person_page(
        linked, held, viewer, tab="", near=len(near), opened=opened_in_emergency(viewer, linked, now),
        timeline_count=found.total, band=None if as_was else band(answers(viewer, linked, held.owed, held.held, near, now)), as_was=as_was,
        as_text=f"{local(as_was or now):{_AS}}", as_problem=words("profile.as-problem") if as_text and not as_was else "",
        timeline=_timeline(request, linked, found, held, kind, as_text if as_was else "", key), was=_was(request, linked, as_was) if as_was else None,
    )


def _timeline(request: HttpRequest, linked: Linked, found: timeline.Timeline, held: Behind, kind: str, as_: str, key: UUID) -> TimelinePart:
    viewer = viewer_of(request)
    whole = [item.fact for item in found.items if item.whole]
    named = {item.fact.by.ref or "" for item in found.items} | {ref for fact in whole for ref in (*refs_in(fact.data), *(a.ref for a in fact.about))}
    sources = {e.ref: e.source for e in linked.episodes if e.source is not None}
    sources.update({i.ref: i.source for i in linked.incidents if i.source is not None})
    return timeline_part(
        found, here=home(key), kind=kind, as_=as_, names=called(viewer, named, clock.now()), owed=[] if as_ else held.owed, sources=sources,
        own=frozenset(linked.profile.aliases), viewer=viewer.ref,
        correct="" if as_ else reverse("profile:correct", args=[key, UUID(int=0)]).replace(str(UUID(int=0)), "KEY"),
    )


def _was(request: HttpRequest, linked: Linked, at: datetime) -> Was:
    viewer = viewer_of(request)
    return was(linked, people.markers([linked.ref], viewer, clock.now(), ended=True)[linked.ref], at)


def _behind(request: HttpRequest, page: PersonPage, linked: Linked, held: Behind, name: str, key: UUID) -> PersonPage:
    viewer, now = viewer_of(request), clock.now()
    if name == "trail":
        lines, next_ = trail(viewer, linked.ref, request.GET.get("after", ""), now)
        names = called(viewer, [line.officer for line in lines], now)
        return with_tables(page, tabs.trail(lines, names), pager=tabs.pager(reverse("profile:tab", args=[key, name]), next_))
    if name == "shared":
        return with_tables(page, tabs.shared(held, called(viewer, [s.told_by for s in held.shared], now)))
    if name == "documents":
        return with_tables(page, *tabs.documents(held))
    found = {
        "incidents": lambda: tabs.incidents(linked), "episodes": lambda: tabs.episodes(linked), "duties": lambda: tabs.duties(held, now),
        "holdings": lambda: tabs.holdings(held),
    }
    return with_tables(page, found[name]())


def _minimum(request: HttpRequest, linked: Linked, key: UUID) -> HttpResponse:
    """The minimal marker, and the way in, in an emergency."""
    seen(request, linked, words("profile.purpose.minimum"))
    return render(request, "profile/part.html", part_page(linked, viewer_of(request), GlassForm(), reverse("profile:open", args=[key])))


def _why(key: UUID, request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('profile:why', args=[key])}?{urlencode({'next': request.get_full_path()})}")


def _moment(text: str, now: datetime) -> datetime | None:
    """The moment of the question "as it was": UK local time, not in the future."""
    try:
        at = datetime.strptime(text, _AS).replace(tzinfo=LONDON)
    except ValueError:
        return None
    return at if at <= now else None
