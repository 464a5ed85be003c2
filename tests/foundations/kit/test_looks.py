"""What one look has learnt is known within it, and nowhere else."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tutela.foundations.kit.looks import learnt, looking
from tutela.foundations.work.requests import Reading


def test_within_a_look_what_was_learnt_is_known_by_question() -> None:
    with looking():
        learnt("officers", 1)["o:1"] = "Grace Osei"
        assert learnt("officers", 1) == {"o:1": "Grace Osei"}
        assert learnt("officers", 2) == {}


def test_outside_a_look_nothing_is_known() -> None:
    learnt("officers", 1)["o:1"] = "Grace Osei"
    assert learnt("officers", 1) == {}


def test_nothing_outlives_a_look_that_failed() -> None:
    def fails() -> None:
        with looking():
            learnt("officers", 1)["o:1"] = "Grace Osei"
            raise ValueError("on the way")

    with pytest.raises(ValueError, match="on the way"):
        fails()
    assert learnt("officers", 1) == {}


def test_a_look_within_a_look_begins_anew() -> None:
    with looking():
        learnt("officers")["o:1"] = "Grace Osei"
        with looking():
            assert learnt("officers") == {}
        assert learnt("officers") == {"o:1": "Grace Osei"}


@pytest.mark.usefixtures("database_clone")
def test_who_looks_learns_and_who_writes_does_not() -> None:
    seen: list[dict[str, int]] = []

    def view(request: HttpRequest) -> HttpResponse:
        learnt("times")[request.method or ""] = 1
        seen.append(dict(learnt("times")))
        return HttpResponse()

    def answer(request: HttpRequest) -> HttpResponse:
        reading.process_view(request, view, (), {})
        return view(request)

    reading = Reading(answer)
    reading(RequestFactory().get("/"))
    reading(RequestFactory().post("/"))
    assert seen == [{"GET": 1}, {}]
    assert learnt("times") == {}
