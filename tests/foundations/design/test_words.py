"""Messages: found by id, counted, spoken in a language; and every id that a template or a form of the house uses has its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tutela.foundations.design import words as module
from tutela.foundations.design.words import UnknownMessage, known, messages, read, speaking, words

SOURCE: Final = Path(module.__file__).parents[2]
_USED: Final = re.compile(r"""\bwords\(\s*(["'])([a-z0-9.\-]+)\1(\s*~)?""")
_MADE: Final = re.compile(r"""\b(?:message|label|hint|missing|suffix|message_id)\s*=\s*f?(["'])([a-z]+(?:\.[a-z0-9\-]+){2,})\1""")


def used(text: str) -> list[tuple[str, bool]]:
    """Message ids in a text, and whether each is the beginning of one that is put together."""
    return [(id, bool(joined) or id.endswith(".")) for _, id, joined in _USED.findall(text)] + [(id, False) for _, id in _MADE.findall(text)]


def missing(path: Path, ids: set[str]) -> list[str]:
    """What a file says and nobody has written."""
    return [
        f"{path.relative_to(SOURCE)}: {id}" for id, begins in used(path.read_text(encoding="utf-8"))
        if not (any(known_id.startswith(id) for known_id in ids) if begins else id in ids)
    ]


def test_every_id_that_a_template_says_has_its_words() -> None:
    ids = set(messages("en"))
    templates = [*SOURCE.glob("**/jinja2/**/*.html")]
    assert len(templates) > 30
    assert [gap for path in templates for gap in missing(path, ids)] == []


def test_every_id_that_a_form_or_view_says_has_its_words() -> None:
    ids = set(messages("en"))
    files = [path for folder in ("foundations", "practice", "desks") for path in SOURCE.glob(f"{folder}/**/*.py") if "law" not in path.parts]
    assert [gap for path in files for gap in missing(path, ids)] == []


def test_a_gap_is_seen(tmp_path: Path) -> None:
    found = [id for id, begins in used('{{ words("design.nowhere") }} {{ words("design.state.name." ~ x) }} Text("a.b.c"), label="x.y.z"') if not begins]
    assert found == ["design.nowhere", "x.y.z"]
    assert not known("design.nowhere")
    assert tmp_path.exists()


def test_an_unknown_message_stops_a_test_and_is_shown_in_service(settings: Any) -> None:
    with pytest.raises(UnknownMessage):
        words("design.nowhere")
    with pytest.raises(UnknownMessage, match="length"):
        words("design.time.ago")
    settings.DESIGN_STRICT = False
    assert words("design.nowhere") == "design.nowhere"
    assert words("design.time.ago") == "? ago"


def test_a_message_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "messages", lambda _: {"x.rows": {"none": "nothing", "one": "one row", "other": "{count} rows"}})
    assert [words("x.rows", count=n) for n in (0, 1, 3)] == ["nothing", "one row", "3 rows"]


def test_a_list_is_said_as_a_list() -> None:
    assert words("design.form.part-missing", parts=["day", "year"]) == "Also enter: day, year"


def test_what_is_not_translated_yet_is_english() -> None:
    with speaking("cy"):
        assert words("design.service") == "Tutela"
    with pytest.raises(ValueError, match="none of"), speaking("xx"):
        pass


def test_ids_carry_their_apps_label_whether_it_is_written_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "someapp" / "messages"
    folder.mkdir(parents=True)
    (tmp_path / "someapp/__init__.py").touch()
    (folder / "en.yaml").write_text("report: {title: A}\ncontact.list.title: B\ncount: {one: C, other: D}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert dict(read("someapp", "contact.")) == {"contact.report.title": "A", "contact.list.title": "B", "contact.count": {"one": "C", "other": "D"}}


def test_no_message_repeats_a_key() -> None:
    """YAML keeps the last of two; a reader would think that both stand."""

    class Strict(yaml.SafeLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]
            return super().construct_mapping(node, deep)

    for path in SOURCE.glob("**/messages/*.yaml"):
        yaml.load(path.read_text(), Strict)  # a safe loader, made stricter
