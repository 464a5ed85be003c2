"""Facts in the words of a timeline: no key of ours, no word of the vocabulary as machines write it."""

from __future__ import annotations

from datetime import UTC, datetime

from tutela.facts import contact, missing
from tutela.law.messages.happenings import details


def test_an_action_is_read_as_it_is_said() -> None:
    visit = missing.Action(what="Visit 12 Quay Street", who="PC Osei", where="Northport", by_when=datetime(2026, 3, 4, 21, 0, tzinfo=UTC))
    (line,) = details(missing.PlanRecorded(lines=(visit,)))
    assert line.startswith("Lines: Visit 12 Quay Street, PC Osei, Northport, ")
    assert "what:" not in line


def test_a_role_is_called_by_its_name() -> None:
    said = details(missing.EpisodeClosed(reason="Seen.", approved_by=None, approver_role="cii"))
    assert not any("cii" in line for line in said)
    assert any(line.startswith("Approver role: ") for line in said)


def test_a_key_that_nobody_has_a_name_for_is_left_out() -> None:
    handed = contact.HandedOver(to="fim@contact", ref="o:0198c000-0000-7000-8000-000000000000")
    assert not any("0198c000" in line for line in details(handed))
    assert "Ref: Tom Ekers" in details(handed, named={handed.ref or "": "Tom Ekers"})
