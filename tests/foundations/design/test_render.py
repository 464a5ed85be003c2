"""Pages: the one way to show them, what stands around them, how URLs and links are declared, and the pages of what went wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from types import SimpleNamespace
from typing import Any, get_args

import msgspec
import pytest
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch
from django.utils.module_loading import import_string

from tutela.foundations.design import chrome as around
from tutela.foundations.design import errors, forms, links, urls
from tutela.foundations.design.chrome import Banner, NavigationItem, Who, chrome
from tutela.foundations.design.help import help_page
from tutela.foundations.design.parts import State
from tutela.foundations.design.render import refuse_models, render
from tutela.foundations.design.times import ago, local_date, local_time, near_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import ids, refs

NASTY = "<script>alert(1)</script>"


class Page(msgspec.Struct, frozen=True):
    """A page that says what an error page says."""

    title: str
    text: tuple[Any, ...] = ()
    kept: tuple[Any, ...] = ()
    href: str | None = None
    link: str = ""


@pytest.fixture(autouse=True)
def _alone(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what the rest of the house has registered."""
    settings.CHROME_PROVIDERS = []
    settings.DESIGN_WHO = None
    monkeypatch.setattr(around, "_navigation", {})
    monkeypatch.setattr(links, "_links", {})
    monkeypatch.setattr(links, "_places", {})


def asked(path: str = "/", *, method: str = "get", **data: str) -> HttpRequest:
    return getattr(RequestFactory(), method)(path, data)  # type: ignore[no-any-return]  # the factory's methods are found by name


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_page_is_shown_with_what_stands_around_it() -> None:
    request = asked()
    request.request_id = "0193-abcd"  # type: ignore[attr-defined]  # as the middleware does
    shown = render(request, "design/errors/problem.html", Page("Hello <you>"), status=418)
    assert shown.status_code == 418
    for said in (
        "<title>Hello &lt;you&gt; \N{EN DASH} Tutela</title>", "Knows the law of England and Wales.", "Reference of this page: 0193-abcd",
        "Skip to main content",
    ):
        assert said in text(shown)


class Loose(msgspec.Struct):
    """Not frozen."""

    title: str = ""


@pytest.mark.parametrize("page", [{"title": "x"}, Loose()])
def test_a_page_is_a_frozen_struct(page: Any) -> None:
    with pytest.raises(TypeError, match="frozen msgspec Struct"):
        render(asked(), "design/errors/problem.html", page)


class Ask(forms.Form):
    """A form whose answers are models."""

    who = forms.Radios("design.form.day", ())


def models() -> list[tuple[str, Any]]:
    account = get_user_model()
    loose, filled = Ask(), Ask(initial={"who": account()})
    loose.fields["who"].options = [account()]  # type: ignore[attr-defined]  # a field of ours
    return [
        ("model", account()), ("query", account._default_manager.none()), ("manager", account._default_manager), ("list", [account()]),
        ("mapping", {"a": (account(),)}), ("form", filled), ("choices", loose), ("struct", Page("x", text=(account(),))),
    ]


@pytest.mark.parametrize("index", range(8))
def test_a_page_that_holds_a_model_anywhere_is_refused(index: int) -> None:
    name, held = models()[index]
    with pytest.raises(TypeError, match="never models"):
        render(asked(), "design/errors/problem.html", Page(name, text=(held,)))


def test_a_page_without_models_is_walked_and_let_through() -> None:
    refuse_models(Page("x", text=(Ask(), {"a": [datetime(2019, 2, 3, tzinfo=UTC), 1.0, None, True]})), "Page")


def may(viewer: Any, permission: str) -> bool:
    return permission in viewer.may


@pytest.fixture
def _doors(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(around, "import_string", lambda name: may if name == "may" else import_string(name))
    monkeypatch.setattr(around, "reverse", lambda name: {"a": "/", "b": "/board/", "c": "/board/live/"}[name])
    settings.DESIGN_MAY = "may"
    for name, order in (("c", 3), ("b", 2), ("a", 1)):
        around.register_navigation(NavigationItem(f"see.{name}", name, "design.layout.help", order))


@pytest.mark.usefixtures("_doors")
@pytest.mark.parametrize(("path", "current"), [("/", "/"), ("/board/", "/board/"), ("/board/live/3", "/board/live/"), ("/elsewhere", None)])
def test_the_navigation_is_what_the_viewer_may_and_knows_where_it_is(path: str, current: str | None) -> None:
    request = asked(path)
    request.viewer = SimpleNamespace(name="Insp Mara Quill", may={"see.a", "see.b", "see.c"})  # type: ignore[attr-defined]  # as the middleware does
    found = chrome(request)
    assert [door.href for door in found.navigation] == ["/", "/board/", "/board/live/"]
    assert [door.href for door in found.navigation if door.current] == ([current] if current else [])
    request.viewer = SimpleNamespace(name="Ann Moss", may={"see.b"})  # type: ignore[attr-defined]  # as above
    assert [door.href for door in chrome(request).navigation] == ["/board/"]
    request.viewer = SimpleNamespace(name="", may=set())  # type: ignore[attr-defined]  # nobody signed in
    assert chrome(request).navigation == ()
    assert chrome(request).who is None


def test_the_key_of_drafts_is_of_the_session_and_of_nobody_else() -> None:
    def key(session: Any, name: str = "Mara") -> str | None:
        request = asked()
        request.session = session
        request.viewer = SimpleNamespace(name=name)  # type: ignore[attr-defined]  # as the middleware does
        return chrome(request).draft_key

    class Session(dict[str, str]):
        def __init__(self, session_key: str | None, **held: str) -> None:
            super().__init__(held)
            self.session_key = session_key

    one, other = key(Session("s1")), key(Session("s2"))
    assert one
    assert other
    assert one != other
    assert len(one) == 44   # 32 bytes
    assert key(Session("s1")) == one
    assert key(Session("s3", draft_seed="x")) == key(Session("s4", draft_seed="x"))
    assert key(Session(None)) is None
    assert key(Session("s1"), name="") is None


def provided(request: HttpRequest) -> list[Banner]:
    return [Banner("warning", f"at {request.path} {NASTY}", title="Training")]


def test_banners_come_from_providers(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(around, "import_string", lambda name: {"given": provided, "who": lambda _: Who("Insp Quill", "FIM")}[name])
    settings.CHROME_PROVIDERS, settings.DESIGN_WHO, settings.DESIGN_MAY = ["given"], "who", "given"
    request = asked("/x")
    html = text(render(request, "design/refused.html", errors.RefusedPage(what="x", reasons=())))
    assert "<strong>Training:</strong> at /x &lt;script&gt;" in html
    assert "Signed in as Insp Quill, FIM" in html
    assert NASTY not in html


def test_links_find_who_shows_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "reverse", lambda name, args=(): f"/{name}/{'/'.join(map(str, args))}")
    key = ids.new()
    assert links.link_to("person", key) is None
    links.register_link("person", "profile:person")
    links.register_link("person", "profile:person")
    expected = f"/profile:person/{key}"
    assert links.link_to("person", key) == links.link_to("person", str(key)) == links.link_to(refs.make("person", key)) == expected
    assert links.link_to("person", refs.make("person", key)) == expected
    assert links.link_to("person", refs.make("officer", key)) is None
    assert links.link_to("stormlike:INC-1") is None
    with pytest.raises(links.TakenTwice):
        links.register_link("person", "other")
    with pytest.raises(KeyError):
        links.register_link("dragon", "other")
    assert links.place("help") is None
    links.register_place("help", "help")
    assert links.place("help") == "/help/"


def test_a_url_says_what_it_asks_for() -> None:
    def view(request: HttpRequest, number: int = 0) -> HttpResponse:
        return HttpResponse(f"{request.method} {number}")

    view.csrf_exempt = True  # type: ignore[attr-defined]  # what stands on a view stays on it
    shut, open_ = urls.page("a/<int:number>", view, "a", permission="case.see"), urls.public("b", view, "b", why="sign-in")
    assert urls.declared(shut.callback) == urls.Declared("case.see", None)
    assert urls.declared(open_.callback) == urls.Declared(None, "sign-in")
    assert urls.declared(view) is None
    assert shut.callback.permission == "case.see"  # type: ignore[attr-defined]  # stamped
    assert shut.callback.csrf_exempt  # type: ignore[attr-defined]  # as above
    assert shut.callback(asked(), number=3).content == b"GET 3"
    assert urls.declared_permission(ResolverMatch(shut.callback, (), {})) == urls.Declared("case.see", None)
    assert urls.declared_permission(ResolverMatch(view, (), {})) is None
    assert urls.declared_permission(None) is None


@pytest.mark.parametrize(("handler", "status", "said"), [
    (errors.bad_request, 400, "could not be read"), (errors.forbidden, 403, "You may not do that"), (errors.not_found, 404, "Nothing here"),
    (errors.broken, 500, "The fault is ours"), (errors.forged, 403, "open too long"),
])
def test_what_went_wrong_has_its_page(handler: Any, status: int, said: str) -> None:
    shown = handler(asked())
    assert shown.status_code == status
    assert said in text(shown)


def test_a_form_whose_token_is_stale_keeps_its_words_and_no_secret() -> None:
    request = asked("/x", method="post", story=f"Not home {NASTY}", key="k", csrfmiddlewaretoken="t", password="secret", at_shown="x", empty=" ")
    html = text(errors.forged(request))
    assert "Not home &lt;script&gt;" in html
    assert "secret" not in html
    assert [kept.name for kept in errors.kept_from(request)] == ["story"]


def test_why_something_is_forbidden_is_said_and_why_nothing_is_there_is_not() -> None:
    assert "Ask the unit" in text(errors.forbidden(asked(), PermissionError("Ask the unit")))
    assert "Tamsin" not in text(errors.not_found(asked(), Http404("Tamsin")))


class Grade(forms.Form):
    """One question."""

    edits = True
    why = forms.TextArea("design.form.day")


def test_the_second_editor_sees_what_changed_and_loses_nothing() -> None:
    form = Grade({"key": str(ids.new()), "expected": "3", "why": f"My words {NASTY}"})
    form.renew(expected=4)
    changed = errors.Changed("Risk", "Low", "High", "Insp Mara Quill", datetime(2019, 2, 3, 23, tzinfo=UTC), mine="Medium")
    page = errors.ConflictPage(what="The risk", changes=(changed,), form=form, action="/risk", current="/now")
    shown = errors.conflict(asked(), page)
    assert shown.status_code == 409
    html = text(shown)
    for said in ("The risk has changed since you opened it", "Insp Mara Quill", "Sun 3 Feb 2019, 23:00", "Low", "High", "Medium", "My words &lt;script&gt;",
                 'name="expected" value="4"', 'action="/risk"', 'href="/now"', "Nothing was overwritten"):
        assert said in html, said


def test_what_was_refused_says_why_and_what_would_be_right_and_keeps_the_words() -> None:
    reason = errors.Reason("Nobody has been sent.", "Deploy, escalate or hand over.", "APP Missing Persons")
    kept = (errors.Kept("why", "Why", f"Mine {NASTY}"),)
    shown = errors.refused(asked(), errors.RefusedPage(what="Close the review", reasons=(reason,), kept=kept, back="/b"))
    assert shown.status_code == 422
    html = text(shown)
    for said in (
        "Not done: Close the review", "Nobody has been sent.", "Deploy, escalate or hand over.", "(APP Missing Persons)", "Mine &lt;script&gt;", 'href="/b"',
    ):
        assert said in html, said


def test_help_says_what_every_state_means() -> None:
    html = unescape(text(help_page(asked("/help/"))))
    for state in get_args(State):
        assert words(f"design.state.name.{state.replace(' ', '-')}") in html
        assert words(f"design.help.means.{state.replace(' ', '-')}") in html


def test_moments_are_said_in_local_time() -> None:
    summer, now = datetime(2018, 7, 1, 22, 30, tzinfo=UTC), datetime(2018, 7, 1, 23, 30, tzinfo=UTC)
    assert local_time(summer) == "Sun 1 Jul 2018, 23:30"
    assert local_date(summer) == "1 July 2018"
    assert local_date(now) == "2 July 2018"
    assert (near_time(summer, now), near_time(now, summer)) == ("23:30 yesterday", "00:30 tomorrow")
    assert (ago(summer, now), ago(now, summer), ago(now, now)) == ("1 h ago", "in 1 h", "now")
    assert local_time(datetime(2018, 10, 28, 0, 30, tzinfo=UTC)) == "Sun 28 Oct 2018, 01:30 BST"
