"""An export: only what its reader may read, marked on every line, with a reason and a recipient, and in the audit before it leaves (XX-016)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
WHERE = "/reports/measures/first-sent/export/?which=never"
ASKED = {"marking": "official_sensitive", "reason": "The board asks which reports waited.", "recipient": "Local safeguarding board"}


def test_an_export_is_marked_on_every_line_and_logged_with_reason_and_recipient(acts: Acts, as_: As, now: datetime) -> None:
    from tests.desks.reports.acts import rows
    from tutela.foundations.access import grants
    from tutela.foundations.audit.models import AuditLine, AuditPayload

    open_, kept, hidden = acts.missing(-300, child_name="=Mia"), acts.missing(-290), acts.missing(-280)
    grants.restrict(kept["child"], level="detail", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    grants.restrict(hidden["child"], level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    answer = as_("okonkwo").post(WHERE, {**ASKED, "key": str(uuid4())})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="EXP-2026-000001.csv"'
    found = rows(answer)
    assert [row["Record"] for row in found] == [open_["reference"]]
    assert found[0]["Marking"] == "Official, sensitive. Export EXP-2026-000001 by Ruth Okonkwo, Wed 4 Mar 2026, 20:00"
    assert "1 more that you may not see." in answer.content.decode()
    for other in (kept, hidden):
        assert other["reference"] not in answer.content.decode()
    line = AuditLine.objects.get(kind="export")
    assert (line.officer, line.reason, line.purpose) == (acts.viewer("okonkwo").ref, ASKED["reason"], ASKED["recipient"])
    assert open_["incident"] in line.subjects
    assert kept["incident"] not in line.subjects
    payload = str(AuditPayload.objects.get(id=line.id).content)
    assert '"export":"EXP-2026-000001"' in payload
    assert '"withheld":1' in payload


@pytest.mark.parametrize("lacks", ["reason", "recipient", "marking"])
def test_nothing_leaves_without_marking_reason_and_recipient(acts: Acts, as_: As, lacks: str) -> None:
    from tutela.foundations.audit.models import AuditLine

    acts.missing(-300)
    answer = as_("okonkwo").post(WHERE, {**ASKED, lacks: "", "key": str(uuid4())})
    assert answer.status_code == 422
    assert not AuditLine.objects.filter(kind="export").exists()


def test_a_cell_is_never_a_formula() -> None:
    from tutela.desks.reports.pages.sheet import safe

    assert [safe(cell) for cell in ("=1+1", "@sum", "-2", "+1", "Mia", "")] == ["'=1+1", "'@sum", "'-2", "'+1", "Mia", ""]


def test_the_file_is_cut_where_it_would_be_endless_and_says_so(acts: Acts) -> None:
    from tutela.desks.reports.queries import counting
    from tutela.desks.reports.queries.first_sent import FIRST_SENT

    for number in range(21):
        acts.missing(-300 + number)
    asked = counting.Asked(since=acts.now.replace(hour=0), until=acts.now)
    found = counting.everything(acts.viewer("okonkwo"), FIRST_SENT, asked, at=acts.now, most=20)
    assert (len(found.rows), found.after is not None) == (20, True)
    assert len({row.key for row in found.rows}) == 20
    whole = counting.everything(acts.viewer("okonkwo"), FIRST_SENT, asked, at=acts.now)
    assert (len(whole.rows), whole.after) == (21, None)
