"""Forms: what was typed comes back as it was typed, errors point at the control they are about, and moments are honest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from markupsafe import escape

from tutela.foundations.design import forms
from tutela.foundations.design.forms.group import environment
from tutela.foundations.kit import clock

NOW = datetime(2019, 2, 3, 23, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stood_still() -> Iterator[None]:
    clock.read_from(lambda: NOW)
    yield
    clock.read_from(clock.wall)


class Report(forms.Form):
    """One of each."""

    edits = True

    name = forms.Text("design.form.day", missing="design.form.no-such-day")
    story = forms.TextArea("design.form.month", count=20)
    children = forms.Number("design.form.year", least=1, most=9)
    grade = forms.Radios("design.form.day", forms.worded("design.form", ["day", "month"]), reveals={"month": "why"})
    why = forms.Text("design.form.month", required=False)
    signs = forms.Checkboxes("design.form.day", forms.worded("design.form", ["day", "month", "year"]))
    owner = forms.Select("design.form.day", lambda: [forms.Choice("o:1", "Insp Mara Quill"), forms.Choice("o:2", "Sgt Ola Brandt")])
    agreed = forms.Tick("design.form.day", required=True)
    born = forms.Date("design.form.day")
    at = forms.DateTime("design.form.day", now=True)
    paper = forms.File("design.form.day", required=False)


GOOD: dict[str, str | list[str]] = {
    "key": "0193a1b2-0000-7000-8000-000000000001", "expected": "3", "name": " Tamsin\x00 ", "story": "Not home.\r\nPhone off.", "children": "2",
    "grade": "month", "why": "third time", "signs": ["year", "day"], "owner": "o:2", "agreed": "on", "born_day": "17", "born_month": "jun", "born_year": "2004",
    "at_day": "3", "at_month": "2", "at_year": "2019", "at_time": "2130",
}


def sent(**changed: Any) -> Report:
    """The form as a browser sends it; None leaves a control out."""
    data = QueryDict(mutable=True)
    for name, value in {**GOOD, **changed}.items():
        if value is not None:
            data.setlist(name, value if isinstance(value, list) else [value])
    return Report(data, {})


def shown(form: forms.Form, name: str) -> str:
    return str(forms.field_group(form[name]))


def test_a_line_says_its_limit_before_it_is_passed() -> None:
    html = shown(sent(), "name")
    assert "You can enter up to 200 characters" in html
    assert 'data-module="govuk-character-count"' in html
    assert re.search(r'aria-describedby="id_name-info"', html)
    assert "govuk-character-count" not in str(forms.field_group(sent()["children"])), "a number has none"
    wrong = shown(sent(name="x" * 201), "name")
    assert "Use 200 characters or fewer" in wrong
    assert "Error:</span>" in wrong
    assert "Error::" not in wrong


def test_a_good_form_gives_what_the_operation_takes() -> None:
    form = sent()
    assert form.is_valid(), form.errors
    assert (form.key, form.expected) == ("0193a1b2-0000-7000-8000-000000000001", 3)
    assert form.cleaned_data == {
        "name": "Tamsin", "story": "Not home.\nPhone off.", "children": 2, "grade": "month", "why": "third time", "signs": ("day", "year"), "owner": "o:2",
        "agreed": True, "born": date(2004, 6, 17), "at": datetime(2019, 2, 3, 21, 30, tzinfo=UTC), "paper": None,
    }
    assert form.error_summary == ()


ERRORS = [
    ({"name": ""}, "#id_name", "There is no such day"),
    ({"story": "x" * 21}, "#id_story", "20 characters or fewer"),
    ({"children": "two"}, "#id_children", "whole number"),
    ({"children": "0"}, "#id_children", "1 or more"),
    ({"children": "12"}, "#id_children", "9 or less"),
    ({"grade": None}, "#id_grade_0", "Choose an answer"),
    ({"grade": "none of them"}, "#id_grade_0", "Choose one of the answers"),
    ({"signs": None}, "#id_signs_0", "Choose an answer"),
    ({"signs": ["day", "hour"]}, "#id_signs_0", "Choose one of the answers"),
    ({"owner": ""}, "#id_owner", "Choose an answer"),
    ({"agreed": None}, "#id_agreed", "Answer"),
    ({"born_month": ""}, "#id_born_day", "Also enter: Month"),
    ({"born_year": "04"}, "#id_born_day", "4 digits"),
    ({"born_day": "31"}, "#id_born_day", "no such day"),
    ({"born_year": "2020"}, "#id_born_day", "today (3 February 2019) or earlier"),
    ({"at_time": "2505"}, "#id_at_day", "24 hours"),
    ({"at_time": "2330"}, "#id_at_day", "must not lie ahead"),
    ({"at_time": ""}, "#id_at_day", "Also enter: time"),
]


@pytest.mark.parametrize(("changed", "anchor", "said"), ERRORS)
def test_an_error_points_at_a_control_that_is_there_and_loses_no_words(changed: dict[str, Any], anchor: str, said: str) -> None:
    form = sent(**changed)
    assert not form.is_valid()
    assert [problem.href for problem in form.error_summary] == [anchor]
    assert said in form.error_summary[0].text
    name = anchor.removeprefix("#id_").split("_")[0]
    html = shown(form, name)
    assert f'id="{anchor[1:]}"' in html
    assert "govuk-error-message" in html
    for control, value in {**GOOD, **changed}.items():
        if control.split("_")[0] == name and isinstance(value, str) and value and name not in {"grade", "owner", "agreed"}:
            assert str(escape(value.replace("\x00", "").strip())) in html, control


def test_the_summary_says_which_question_it_speaks_of() -> None:
    said = {problem.href: problem.text for problem in sent(born_day="31", owner="", name="").error_summary}
    assert said["#id_born_day"] == "Day: There is no such day. Enter day, month and year, such as 3 2 2019"
    assert said["#id_owner"] == "Choose an answer to “Day”"
    assert not said["#id_name"].startswith("Day:")   # written for it


def test_every_word_comes_back_when_one_answer_is_wrong() -> None:
    form = sent(name="<b>Tams", born_day="40", at_time="25:99")
    html = "".join(shown(form, bound.name) for bound in form.shown_fields())
    for said in ("&lt;b&gt;Tams", "Phone off.", 'value="40"', 'value="25:99"', 'value="third time"', 'value="jun"'):
        assert said in html, said
    assert re.search(r'value="month"[^>]*checked', html)
    assert re.search(r'value="o:2"[^>]*selected', html)
    assert html.count(' checked') == 4   # the grade, two signs, the tick


def test_a_revealed_question_stands_inside_its_answer_alone() -> None:
    form = sent()
    assert "why" not in [bound.name for bound in form.shown_fields()]
    assert shown(form, "grade").count('name="why"') == 1


def test_a_new_form_has_a_key_of_its_own_and_a_sent_one_keeps_its_key() -> None:
    assert Report(expected=1).key != Report(expected=1).key
    assert dict(Report(expected=7).hidden())["expected"] == "7"
    wrong = sent(name="")
    assert dict(wrong.hidden()) == {"key": GOOD["key"], "expected": "3"}
    wrong.renew(expected=4)
    assert dict(wrong.hidden())["expected"] == "4"


@pytest.mark.parametrize("changed", [{"key": None}, {"key": "x"}, {"expected": "x"}, {"expected": None}])
def test_a_page_that_came_without_its_key_or_version_is_not_acted_on(changed: dict[str, Any]) -> None:
    form = sent(**changed)
    assert not form.is_valid()
    assert form.error_summary[0].href is None


def test_a_moment_stands_at_now_until_somebody_changes_it() -> None:
    form = Report(expected=1)
    html = shown(form, "at")
    assert "Set to now: Sun 3 Feb 2019, 23:00" in html
    values = dict(re.findall(r'name="(at_\w+)"[^>]*? value="([^"]*)"', html))
    same = sent(**values)
    assert same.is_valid(), same.errors
    assert same.cleaned_data["at"] == NOW   # to the second, though the page shows minutes
    other = sent(**{**values, "at_time": "22:00"})
    assert other.is_valid()
    assert other.cleaned_data["at"] == datetime(2019, 2, 3, 22, 0, tzinfo=UTC)


class Seen(forms.Form):
    """A moment."""

    at = forms.DateTime("design.form.day", required=False)


def seen(day: str, month: str, time: str, **more: str) -> Seen:
    return Seen({"key": GOOD["key"], "at_day": day, "at_month": month, "at_year": "2018", "at_time": time, **more})


def test_the_hour_that_october_has_twice_is_asked_about() -> None:
    form = seen("28", "10", "01:30")
    assert not form.is_valid()
    assert form.error_summary[0].href == "#id_at_fold_0"
    html = shown(form, "at")
    assert "before the clocks went back" in html
    assert 'id="id_at_fold_0"' in html
    for fold, utc in (("0", datetime(2018, 10, 28, 0, 30, tzinfo=UTC)), ("1", datetime(2018, 10, 28, 1, 30, tzinfo=UTC))):
        answered = seen("28", "10", "01:30", at_fold=fold)
        assert answered.is_valid(), answered.errors
        assert answered.cleaned_data["at"] == utc


def test_the_hour_that_march_has_not_is_refused() -> None:
    form = seen("25", "3", "01:30")
    assert not form.is_valid()
    assert "clocks went forward" in form.error_summary[0].text


@pytest.mark.parametrize("said", ["0905", "905", "9:05", "09.05", "9h05", "9 05"])
def test_a_time_is_read_as_people_write_it(said: str) -> None:
    form = seen("2", "July", said)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == datetime(2018, 7, 2, 8, 5, tzinfo=UTC)


def test_no_answer_to_an_optional_moment_is_none() -> None:
    form = Seen({"key": GOOD["key"]})
    assert form.is_valid()
    assert form.cleaned_data == {"at": None}


def test_a_file_comes_through_and_an_empty_one_does_not() -> None:
    data = QueryDict(mutable=True)
    for name, value in GOOD.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    assert Report(data, {"paper": SimpleUploadedFile("a.txt", b"x")}).is_valid()
    assert not Report(data, {"paper": SimpleUploadedFile("a.txt", b"")}).is_valid()


def test_the_whole_form_as_a_page_shows_it() -> None:
    call = '{% from "design/form.html" import open_form, all_fields with context %}{% call open_form(form) %}{{ all_fields(form) }}{% endcall %}'
    html = environment().from_string(call).render(form=sent(name=""), csrf_input="", chrome=None)
    assert f'data-draft="{GOOD["key"]}"' in html
    assert 'name="expected" value="3"' in html
    assert "There is a problem" in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert anchor in ids


def test_a_field_of_another_make_is_refused() -> None:
    from django.forms import CharField

    class Wrong(forms.Form):
        x = CharField()

    with pytest.raises(TypeError, match=r"fields of design\.forms alone"):
        forms.field_group(Wrong()["x"])


class Folding(forms.Form):
    """A question, and two that most leave out."""

    first = forms.Text("design.form.day")
    second = forms.folded("design.layout.more", forms.Text("design.form.month", required=False))
    third = forms.folded("design.layout.more", forms.Text("design.form.year", required=False))


@pytest.mark.parametrize(("answers", "unfolded"), [({"first": "a"}, False), ({"first": "a", "third": "b"}, True)])
def test_what_most_leave_out_is_folded_together_until_it_is_answered(answers: dict[str, str], unfolded: bool) -> None:
    single, more = Folding(answers).parts()

    assert ([bound.name for bound in single.fields], single.fold) == (["first"], "")
    assert ([bound.name for bound in more.fields], more.open) == (["second", "third"], unfolded)
    html = environment().from_string('{% from "design/form.html" import all_fields with context %}{{ all_fields(page) }}').render(page=Folding(answers))
    assert html.count("<details") == 1
    assert ("app-fold\" open" in html) is unfolded
