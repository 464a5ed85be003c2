"""What is read from the environment: typed, and with an error that says what would be right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutela.config import environment, place, postgres, settings
from tutela.config.environment import Missing


def test_a_missing_variable_is_named_with_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUTELA_SOMETHING", raising=False)
    with pytest.raises(Missing, match=r"TUTELA_SOMETHING is not set\. Set it, or TUTELA_SOMETHING_FILE"):
        environment.text("TUTELA_SOMETHING")


def test_a_secret_comes_from_the_file_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n")
    monkeypatch.setenv("TUTELA_SOMETHING", "from the process list")
    monkeypatch.setenv("TUTELA_SOMETHING_FILE", str(tmp_path / "secret"))
    assert environment.text("TUTELA_SOMETHING") == "from a file"


@pytest.mark.parametrize(("value", "is_set"), [("1", True), ("Yes", True), ("0", False), ("off", False), ("", False)])
def test_a_flag_is_read(value: str, is_set: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTELA_SOMETHING", value)
    assert environment.flag("TUTELA_SOMETHING") is is_set


def test_a_flag_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTELA_SOMETHING", "perhaps")
    with pytest.raises(Missing, match="is 'perhaps'; right would be 1 or 0"):
        environment.flag("TUTELA_SOMETHING")


def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTELA_SOMETHING", "1o25")
    with pytest.raises(Missing, match="a whole number such as 1025"):
        environment.number("TUTELA_SOMETHING", 1025)


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(Missing, match="only postgresql:// is known"):
        environment.database("sqlite:///somewhere")


def test_an_address_becomes_settings() -> None:
    found = environment.database("postgresql://app:p%40ss@db.example:5433/tutela?sslmode=require")
    assert (found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("tutela", "app", "p@ss", "db.example", "5433")
    assert found["OPTIONS"] == {"application_name": "tutela", "options": environment.SMALL_QUESTIONS, "sslmode": "require"}


def test_an_address_may_name_the_folder_of_a_socket() -> None:
    assert environment.database("postgresql://app@/tutela?host=/run/tutela/socket")["HOST"] == "/run/tutela/socket"


def test_every_variable_that_settings_read_is_written_down() -> None:
    said = Path("docs/how-to/run-it-for-a-force.md").read_text(encoding="utf-8")
    sources = "".join(Path(module.__file__ or "").read_text(encoding="utf-8") for module in (settings, environment, place, postgres))
    read = set(re.findall(r'"((?:TUTELA|DATABASE)_[A-Z_]+)"', sources))
    assert "DATABASE_OWNER_URL" in read
    assert {name for name in read - {"TUTELA_TESTING", "TUTELA_SECRET_KEY_FILE"} if f"`{name}`" not in said} == set()
