"""Lists that people saved: the three logs of a missing team as three saved lists over one table, exported with a mark and logged (XX-016)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
LOGS = {"Missing log": "missing", "Exploitation log": "exploitation", "Other concerns log": "safeguarding"}


def the_children(acts: Acts) -> dict[str, str]:
    """Four children: missing, exploited, of another concern, and one who would have been on two logs. Their printed references."""
    from tutela.desks.profile import operations as profile
    from tutela.practice.contact import operations as contact
    from tutela.record.people.models import Person

    missing, both = acts.missing(-300), acts.missing(-280)
    concern = acts.do(
        contact.take_report, "ashworth", -200, concern="concern_for_child", who="Lee, 9", where="Mill Road", why_worried="Bruises.", child_name="Lee Marsh",
        child_ages=(9, 9),
    )
    online = acts.do(
        contact.take_report, "ashworth", -190, concern="online_abuse", who="Kit, 12", where="Mill Road", why_worried="Pictures.", child_name="Kit Hale",
        child_ages=(12, 12),
    )
    acts.do(profile.record_marker, "rees", -100, person=both["child"], marker="child_sexual_exploitation", level="high", evidence="intel:441")
    made = {"missing": missing, "both": both, "concern": concern, "online": online}
    printed = dict(Person.objects.values_list("id", "reference"))
    return {name: next(ref for key, ref in printed.items() if each["child"] == f"p:{key}") for name, each in made.items()}


@pytest.mark.requirement("XX-016", part="three logs as saved lists over one table, export watermarked and logged; no survey of shadow systems")
def test_the_three_logs_are_saved_lists_over_one_table_and_their_export_is_marked_and_logged(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, rows, said
    from tutela.foundations.audit.models import AuditLine

    ref, client = the_children(acts), as_("lindqvist")
    for name, which in LOGS.items():
        done = client.post(
            f"/reports/measures/childrens-list/save/?which={which}", {"name": name, "days": "28", "shared": "on", "key": str(uuid4())}, follow=True,
        )
        assert name in said(done)
    assert listed(client, "childrens-list", which="missing") == {ref["missing"], ref["both"]}
    assert listed(client, "childrens-list", which="exploitation") == {ref["both"], ref["online"]}
    assert listed(client, "childrens-list", which="safeguarding") == {ref["concern"]}
    assert listed(client, "childrens-list") == set(ref.values())
    theirs = as_("rees").get("/reports/measures/").content.decode()
    assert "Exploitation log" in theirs
    assert "which=exploitation" in theirs
    assert "Exploitation log" not in as_("pickersgill").get("/reports/measures/").content.decode()
    asked = {"marking": "official_sensitive", "reason": "Daily meeting with social care.", "recipient": "Duty social worker", "key": str(uuid4())}
    file = client.post("/reports/measures/childrens-list/export/?which=exploitation", asked)
    assert {row["Record"] for row in rows(file)} == {ref["both"], ref["online"]}
    assert all("by Jo Lindqvist" in row["Marking"] for row in rows(file))
    assert AuditLine.objects.get(kind="export").purpose == "Duty social worker"


def test_a_list_has_a_name_of_its_own_and_only_its_owner_takes_it_away(acts: Acts, as_: As) -> None:
    from tutela.desks.reports import operations
    from tutela.desks.reports.models import SavedView
    from tutela.foundations.work.errors import Denied, Refused

    given = {"name": "Unvisited", "measure": "return-visits", "which": "overdue", "days": 7, "shared": True}
    view = acts.do(operations.save_view, "lindqvist", **given)["view"]
    for wrong in ({}, {"name": ""}, {"name": "Other", "which": "nonsense"}, {"name": "Other", "days": 0}, {"name": "Other", "measure": "none"}):
        with pytest.raises(Refused):
            acts.do(operations.save_view, "lindqvist", **{**given, **wrong})
    with pytest.raises(Denied):
        acts.do(operations.remove_view, "rees", view=view)
    as_("lindqvist").post(f"/reports/views/{view}/remove/", {"key": str(uuid4())})
    assert SavedView.objects.get(pk=view).ended_by == acts.viewer("lindqvist").ref
    assert "Unvisited" not in as_("lindqvist").get("/reports/measures/").content.decode()


def test_a_marker_for_somebody_alone_puts_no_child_on_the_list(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed
    from tutela.desks.profile import operations as profile
    from tutela.practice.contact import operations as contact

    made = acts.do(
        contact.take_report, "ashworth", -60 * 24 * 60, concern="concern_for_child", who="Lee, 9", where="Mill Road", why_worried="Bruises.",
        child_name="Lee Marsh", child_ages=(9, 9),
    )
    acts.do(
        profile.record_marker, "rees", -100, person=made["child"], marker="child_sexual_exploitation", level="high", evidence="intel:441", detail="Named by.",
        audience=("detective_inspector@exploitation",),
    )
    assert listed(as_("lindqvist"), "childrens-list") == set()
