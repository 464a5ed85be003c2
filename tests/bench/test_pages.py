"""The measurement of pages measures pages: what shows nothing, or is another page, fails it; questions are counted; ratios are to the bare page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bench import pages
from bench.served.browsing import Answer, title
from bench.served.counting import HEADER, Counted, Counting
from bench.served.targets import Empty, Target


class _Browser:
    """Answers with what it was given."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def get(self, _: str) -> Answer:
        return self.answer

    def post(self, _: str, fields: dict[str, str]) -> Answer:
        assert fields
        return self.answer


TARGET = Target("worklist:room", "ashworth", "list", ("/room/",), re.compile(r"row (\d)"))
FORM = TARGET._replace(name="contact:log", row=re.compile(r"/(\d+)/"), form=lambda n: {"text": str(n)})


def _asked(answer: Answer, target: Target = TARGET) -> tuple[Answer, int]:
    browser: Any = _Browser(answer)
    return pages._asked(browser, target, 0)


def test_a_page_with_rows_is_measured_and_its_rows_counted_once_each() -> None:
    assert _asked(Answer(200, 0.1, 7, "row 1 row 2 row 1", ""))[1] == 2


@pytest.mark.parametrize("answer", [
    Answer(200, 0.1, 7, "<title>The board</title> nothing here", ""), Answer(403, 0.1, 7, "row 1", ""), Answer(302, 0.1, 7, "", "/sign-in/"),
])
def test_an_empty_or_another_page_fails(answer: Answer) -> None:
    with pytest.raises(Empty, match="worklist:room"):
        _asked(answer)


def test_a_form_that_is_shown_again_was_not_taken() -> None:
    assert _asked(Answer(302, 0.1, 7, "", "/contact/5/"), FORM)[1] == 1
    with pytest.raises(Empty, match="422"):
        _asked(Answer(422, 0.1, 7, "<title>There is a problem</title>", ""), FORM)


def test_ratios_are_to_the_bare_page() -> None:
    bare = TARGET._replace(name="bare", row=re.compile("INC"))
    warm = {
        (name, browsers): pages.Measured([seconds] * 4, [1], [1], 1.0)
        for name, seconds in (("bare", 0.01), ("worklist:room", 0.05)) for browsers in (1, pages.BROWSERS)
    }
    said = "\n".join(pages._tables([bare, TARGET], {"bare": [0.1], "worklist:room": [0.2]}, warm, {"contact.write_log": [(0.02, 30)]}))
    assert re.search(r"worklist:room +1 +1 +4 +50\.0 +50\.0 +5\.0", said)
    assert re.search(r"worklist:room +200\.0 +200\.0 +2\.0", said)
    assert re.search(r"contact\.write_log +30 +1 +20\.0 +20\.0 +2\.0", said)


def test_a_crowd_stands_beside_what_is_allowed() -> None:
    said = "\n".join(pages._people([TARGET, FORM._replace(of="save")], {"worklist:room": [0.1, 0.4], "contact:log": [0.2]}, 0.01))
    assert re.search(r"worklist:room +list +2 +\S+ +\S+ +300 ", said)
    assert re.search(r"every save +save +1 +200\.0 +200\.0 +300 +20\.0", said)


def test_a_page_says_what_it_is_called() -> None:
    assert title("<title>\n  My worklist - Tutela\n</title>") == "My worklist - Tutela"


@pytest.mark.django_db
def test_questions_are_counted_and_said() -> None:
    from django.db import connection
    from django.http import HttpRequest, HttpResponse

    def answer(_: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT 2")
        return HttpResponse("two")

    assert Counting(answer)(HttpRequest())[HEADER] == "2"
    assert Counted().count == 0
