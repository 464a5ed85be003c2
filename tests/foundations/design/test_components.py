"""Every component: it renders, it escapes what it is given, and what was ported equals what it was ported from."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from jinja2 import UndefinedError
from markupsafe import Markup

from tutela.foundations.design import gallery, parts
from tutela.foundations.design.forms.group import environment

HERE = Path(__file__).parent
NASTY = '"><script>alert(1)</script>'
GOVUK = HERE.parents[2] / "assets/node_modules/govuk-frontend/dist/govuk/components"
SHEETS = sorted(gallery.COMPONENTS.glob("**/example.yaml"))
CASES: dict[str, dict[str, Any]] = json.loads((HERE / "moj/cases.json").read_text())
THEIRS: dict[str, dict[str, str]] = json.loads((HERE / "moj/renders.json").read_text())
_SPACE, _TAG, _END = re.compile(r"\s+"), re.compile(r"\s*(<[^>]*>)\s*"), re.compile(r"\s+(/?>)")


def normal(html: str) -> str:
    """Markup without the space that means nothing, quotes escaped in one way."""
    return _END.sub(r"\1", _TAG.sub(r"\1", _SPACE.sub(" ", html))).replace("&#x27;", "&#39;").replace("&#34;", "&quot;").strip()


def called(component: str, value: Any) -> str:
    """The component with a value."""
    name = gallery.macro_name(component)
    return str(getattr(environment().get_template(f"design/components/{component}/macro.html").module, name)(value))


def nasty(value: Any) -> Any:
    """The same value, each text in it an attack; what must be one of a few words stays."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return NASTY
    if isinstance(value, dict):
        return {key: inside if key in {"tone", "state", "kind", "type", "variant", "headingTag", "role"} else nasty(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(nasty(inside) for inside in value)
    if isinstance(value, msgspec.Struct):
        fixed = {"tone", "state"}
        return msgspec.structs.replace(value, **{
            name: nasty(inside) for name, inside in ((n, getattr(value, n)) for n in value.__struct_fields__) if name not in fixed and inside != ""
        })
    return value


@pytest.mark.parametrize(("component", "case"), [(component, case) for component, cases in CASES.items() for case in cases])
def test_a_port_is_what_it_was_ported_from(component: str, case: str) -> None:
    assert normal(called(f"moj/{component}", CASES[component][case])) == normal(THEIRS[component][case])


@pytest.mark.skipif(not GOVUK.is_dir(), reason="GOV.UK's own examples come with Node's packages, which are not here")
def test_govuks_macros_give_what_govuks_own_examples_say() -> None:
    differing = []
    count = 0
    for path in sorted(GOVUK.glob("*/fixtures.json")):
        sheet = json.loads(path.read_text())
        component = sheet["component"]
        module = environment().get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module
        macro = getattr(module, "govuk" + "".join(part.title() for part in component.split("-")))
        for fixture in sheet["fixtures"]:
            count += 1
            if normal(str(macro(fixture["options"]))) != normal(fixture["html"]):
                differing.append(f"{component}: {fixture['name']}")
    assert differing == []
    assert count == 657


def test_every_component_has_a_macro_and_examples_and_no_example_stands_alone() -> None:
    folders = {path.parent for path in gallery.COMPONENTS.glob("**/macro.html")}
    assert folders == {path.parent for path in SHEETS}


def test_every_example_renders() -> None:
    found = gallery.examples()
    assert len({example.name for example in found}) == len(found) >= 50
    assert all(normal(example.html) for example in found)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.parent.name)
def test_no_component_lets_markup_through(sheet: Path) -> None:
    component = sheet.parent.relative_to(gallery.COMPONENTS).as_posix()
    said = yaml.safe_load(sheet.read_text())
    if said.get("inside"):
        return   # asked with a body, which is markup; its other words are asked below
    for value in said["examples"].values():
        html = called(component, nasty(gallery.given(said.get("type"), value)))
        assert "<script" not in html


def test_the_region_that_is_refreshed_escapes_its_attributes() -> None:
    sheet = parts.AsAt(at=datetime(2019, 2, 3, 23, tzinfo=UTC), href=NASTY, fragment=NASTY, name=NASTY)
    html = environment().from_string(
        '{% from "design/components/as-at/macro.html" import as_at, as_at_stamp %}{% call as_at(v) %}x{% endcall %}{{ as_at_stamp(v.at, v.href) }}'
    ).render(v=sheet)
    assert "<script" not in html
    assert 'data-as-at="23:00:00"' in html


def test_a_name_that_a_page_does_not_have_is_an_error_in_ours_and_none_in_theirs() -> None:
    env = environment()
    with pytest.raises(UndefinedError):
        env.from_string("{{ page.nothing }}").render(page=parts.Badge("x"))
    with pytest.raises(UndefinedError):
        env.from_string("{% if nowhere %}{% endif %}").render()
    call = '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}{{ govukButton({"text": "Go"}) }}'
    assert "govuk-button" in env.from_string(call).render()


def test_the_eight_answers_stand_in_their_order_and_an_empty_one_says_so() -> None:
    said = yaml.safe_load((gallery.COMPONENTS / "critical-band/example.yaml").read_text())
    html = called("critical-band", gallery.given("CriticalBand", said["examples"]["nothing recorded"]))
    asked = re.findall(r"<dt[^>]*>([^<]+)</dt>", html)
    assert asked == [
        "Who is this?", "What is the risk now, and who said so?", "What is happening?", "What must I do next, and by when?",
        "What must I know before I go?", "Who else is working with them?", "What plan is there?", "What do we not know, and how fresh is it?",
    ]
    assert "None recorded" in html
    assert html.count("app-band__none") == 7


@pytest.mark.parametrize(("legal", "said"), [(True, True), (False, False)])
def test_legal_deadline_is_said_only_of_law(legal: bool, said: bool) -> None:
    html = called("explain-deadline", parts.Explanation(duty="Review", basis="local target", legal=legal))
    assert ("<strong class=\"app-explain__legal\">Legal deadline</strong>" in html) is said


def test_the_age_that_is_not_known_is_a_childs() -> None:
    assert "Age not known: treated as a child" in called("person-banner", parts.PersonBanner(name="Unknown", reference="P-1"))
    assert "14 years old when seen: a child" in called("person-banner", parts.PersonBanner(name="A", reference="P-1", age=14, at="when seen"))
    assert ": a child" not in called("person-banner", parts.PersonBanner(name="A", reference="P-1", age=41, child=False))


def test_a_clock_says_its_state_in_words_and_how_late_it_is() -> None:
    due = datetime(2019, 2, 3, 22, tzinfo=UTC)
    html = called("duty-clock", parts.DutyClock(state="overdue", due_at=due, now=due + timedelta(minutes=40)))
    text = _SPACE.sub(" ", re.sub("<[^>]+>", " ", html)).strip()
    assert text == "▲ Overdue by 40 min was due 22:00 today"
    assert 'datetime="2019-02-03T22:00:00+00:00"' in html


def test_what_was_entered_late_says_so() -> None:
    at = datetime(2019, 2, 1, 12, tzinfo=UTC)
    late = parts.ChronologyEntry(title="Seen", occurred=at, recorded=at + timedelta(days=3))
    soon = parts.ChronologyEntry(title="Seen", occurred=at, recorded=at + timedelta(minutes=20))
    assert "entered 3 d after" in called("chronology-entry", late)
    assert "app-entry__lag" not in called("chronology-entry", soon)


def test_clock_state_by_moment() -> None:
    due = datetime(2019, 2, 3, 22, tzinfo=UTC)
    minutes = timedelta(minutes=1)
    assert [parts.clock_state(due, due + n * minutes) for n in (-16, -15, -1, 0)] == ["open", "due soon", "due soon", "overdue"]
    assert parts.clock_state(None, due) == "open"
