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


@pytest.mark.requirement("XX-016")
def test_the_three_logs_are_saved_exports_are_marked_and_logged_and_the_month_says_what_is_kept_outside(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, rows, said
    from tutela.desks.reports.models import Export, KeptOutside
    from tutela.foundations.audit.models import AuditLine

    ref, client = the_children(acts), as_("lindqvist")
    for name, which in LOGS.items():
        client.post(f"/reports/measures/childrens-list/save/?which={which}", {"name": name, "days": "28", "shared": "on", "key": str(uuid4())})
    assert [listed(client, "childrens-list", which=which) for which in LOGS.values()] == [
        {ref["missing"], ref["both"]}, {ref["both"], ref["online"]}, {ref["concern"]},
    ]
    asked = {"marking": "official_sensitive", "reason": "Daily meeting with social care.", "recipient": "Duty social worker"}
    for _ in range(2):
        file = client.post("/reports/measures/childrens-list/export/?which=missing", {**asked, "key": str(uuid4())})
        assert all("by Jo Lindqvist" in row["Marking"] for row in rows(file))
    assert AuditLine.objects.filter(kind="export").count() == Export.objects.count() == 2
    address = "/reports/kept-outside/"
    assert "You have not answered this month." in said(client.get(address))
    given = {"kind": "spreadsheet", "what": "Who is due a call", "needs": "A list of calls by day"}
    assert client.post(address, {"kind": "spreadsheet", "key": str(uuid4())}).status_code == 422, "what it holds is wanted"
    client.post(address, {**given, "key": str(uuid4())})
    as_("ashworth").post(address, {"kind": "nothing", "key": str(uuid4())})
    as_("tremlett").post(address, {"kind": "nothing", "what": "left over", "key": str(uuid4())})
    page = said(client.get(address))
    month = page.partition("Month by month")[2].partition("What people keep outside")[0]
    assert " 3 1 2 by 1 person " in month, "answered, keep something, exports"
    assert "Who is due a call A spreadsheet or log A list of calls by day Jo Lindqvist" in page
    taken = page.partition("What was exported in")[2]
    assert "Children the team knows 2 by 1 person" in taken
    alone = said(as_("ashworth").get(address))
    assert "Your answer this month: Nothing" in alone
    assert "Who is due a call" not in alone, "what others say is for who sees measures"
    client.post(address, {**given, "what": "Nothing but a rota", "key": str(uuid4())})
    assert sorted(KeptOutside.objects.values_list("what", flat=True)) == ["", "", "Nothing but a rota"], "one answer a person and month"
