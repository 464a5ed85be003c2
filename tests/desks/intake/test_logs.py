"""A team's own logs are taken in: columns named, rejects row by row, all or nothing, once; and nothing of the past tells anybody anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
HEADS = "Ref,Name,DOB,URN,Date missing,Date returned,Notes"


def day(now: datetime, ago: int) -> str:
    return (now - timedelta(days=ago)).strftime("%d/%m/%Y")


def missing_log(now: datetime) -> str:
    """Three times missing within the window for one child, once for another."""
    rows = [f"M{n},Tia Lowe,03/04/2012,N1,{day(now, ago)},{day(now, ago - 1)},Back by bus" for n, ago in enumerate((60, 40, 20), 1)]
    return "\n".join([HEADS, *rows, f"M4,Ben Ash,,N2,{day(now, 10)} 22:15,,"])


def upload(client: Any, log: str, text: str | bytes, name: str = "log.csv", **more: str) -> Any:
    content = text.encode() if isinstance(text, str) else text
    given = {"file": SimpleUploadedFile(name, content, "text/csv"), "key": str(uuid4()), "invented": "on", **more}
    return client.post(f"/intake/logs/{log}/", given)


def take(client: Any, address: str) -> Any:
    return client.post(f"{address}take/", {"key": str(uuid4())})


def quiet() -> tuple[int, ...]:
    """How much there is that anybody is told, owes or was sent."""
    from tutela.foundations.post.models import Message
    from tutela.record.duties.models import Alert, Duty, Transition
    from tutela.record.sharing.models import Share

    return tuple(model.objects.count() for model in (Message, Alert, Duty, Transition, Share))


def entries() -> int:
    from tutela.record.chronology.models import Entry

    return Entry.objects.count()


def test_each_row_is_looked_through_all_is_taken_in_or_nothing_and_the_same_file_twice_makes_nothing_twice(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.desks.intake.models import Upload
    from tutela.record.duties.jobs import sweep
    from tutela.record.holdings.models import LogLine
    from tutela.record.people.models import Person

    client, now = as_("lindqvist"), acts.now
    bad = missing_log(now) + f"\nM5,,,N3,{day(now, 3)},,\nM6,Kay Moss,31/02/2011,N4,{day(now, -3)},,\nM1,Tia Lowe,03/04/2012,N1,{day(now, 60)},,"
    address = upload(client, "missing", bad).headers["Location"]
    page = said(client.get(address))
    assert "7 rows: 4 new, 0 known before, 3 rejected" in page
    assert "6 Child's name Empty Fill it in" in page
    assert "7 Date of birth 31/02/2011 A day in the past, such as 03/04/2011" in page
    assert "8 Number of the line M1 It is the same as row 2" in page
    before, people = quiet(), Person.objects.count()
    assert take(client, address).status_code == 422
    assert (entries(), LogLine.objects.count(), Person.objects.count()) == (entries(), 0, people), "nothing of it"
    assert "Upload and look through it" in said(as_("rees").get(address)), "only who uploaded it sees it"
    assert take(as_("rees"), address).headers["Location"] == address
    client.post(f"{address}drop/", {"key": str(uuid4())})
    assert not Upload.objects.exclude(content="").exists()

    address = upload(client, "missing", missing_log(now)).headers["Location"]
    assert "4 rows: 4 new, 0 known before, 0 rejected" in said(client.get(address))
    assert take(client, address).status_code == 302
    assert LogLine.objects.filter(log="missing").count() == 4
    assert Person.objects.count() == people + 2, "three lines of one child are one child"
    sweep(now + timedelta(minutes=5))
    sweep(now + timedelta(days=9))
    assert quiet() == before, "nobody is told, owes or is sent anything about the past"
    tia = Person.objects.get(pk=LogLine.objects.filter(log="missing").order_by("at")[0].person.removeprefix("p:"))
    assert {tia.reference} < listed(client, "childrens-list", which="missing")

    stands = entries()
    again = upload(client, "missing", missing_log(now)).headers["Location"]
    assert "4 rows: 0 new, 4 known before, 0 rejected" in said(client.get(again))
    take(client, again)
    assert (entries(), LogLine.objects.count(), Person.objects.count()) == (stands, 4, people + 2)
    other = upload(client, "missing", missing_log(now).replace(day(now, 10), day(now, 11))).headers["Location"]
    assert "History is not written over" in said(client.get(other))


def test_the_next_report_of_a_child_counts_what_the_log_says(acts: Acts, as_: As) -> None:
    from tutela.practice.contact import operations as contact
    from tutela.record.chronology.models import Entry
    from tutela.record.holdings.models import LogLine

    client = as_("lindqvist")
    take(client, upload(client, "missing", missing_log(acts.now)).headers["Location"])
    assert not Entry.objects.filter(type="missing.RepeatNoticed").exists()
    child = LogLine.objects.order_by("at")[0].person
    acts.do(
        contact.take_report, "ashworth", 0, who="Tia", where="Harbour Row", why_worried="Late.", concern="missing_child", child=child, child_ages=(14, 14),
    )
    assert Entry.objects.filter(type="missing.RepeatNoticed").exists(), "the fourth time in 90 days"


def test_the_three_logs_are_three_lists_over_one_table(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed

    client, now = as_("lindqvist"), acts.now
    exploited = f"Name;Type;Date added;Urn\nTia Lowe;CSE;{day(now, 5)};N1\nMo Hay;County lines;{day(now, 4)};N7"
    concerns = f"Name,Date,Category\nLee Marsh,{day(now, 2)},self harm"
    for log, text in (("missing", missing_log(now)), ("exploitation", exploited), ("safeguarding", concerns)):
        assert take(client, upload(client, log, text).headers["Location"]).status_code == 302, log
    sizes = {which: len(listed(client, "childrens-list", which=which)) for which in ("missing", "exploitation", "safeguarding")}
    assert sizes == {"missing": 2, "exploitation": 2, "safeguarding": 1}
    assert len(listed(client, "childrens-list")) == 4, "one child in two logs is one row"


@pytest.mark.parametrize(("text", "why"), [
    (b"PK\x03\x04rest", "This is no CSV file."), (HEADS, "The file has no rows"), ("Name,Name\nA,B", "Two columns have the same heading."),
    ("Name,Date\n" + "\n".join("A,1/1/2021" for _ in range(1001)), "The file has more than 1,000 rows."),
])
def test_what_is_no_log_says_what_would_be_right(as_: As, text: Any, why: str) -> None:
    answer = upload(as_("lindqvist"), "missing", text)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_a_training_copy_takes_only_who_is_invented(as_: As, now: datetime) -> None:
    client = as_("lindqvist")
    given = {"file": SimpleUploadedFile("log.csv", missing_log(now).encode(), "text/csv"), "key": str(uuid4())}
    assert "it never holds real people" in client.post("/intake/logs/missing/", given).content.decode()


def test_columns_are_named_by_a_person_where_no_guess_fits(as_: As, now: datetime) -> None:
    from tests.desks.reports.acts import said

    client = as_("lindqvist")
    address = upload(client, "safeguarding", f"Who,When it was\nLee Marsh,{day(now, 2)}").headers["Location"]
    assert "1 row: 1 new" not in said(client.get(address))
    twice = client.post(address, {"child": "Who", "at": "Who", "key": str(uuid4())})
    assert twice.status_code == 422
    client.post(address, {"child": "Who", "at": "When it was", "key": str(uuid4())})
    assert "1 row: 1 new, 0 known before, 0 rejected" in said(client.get(address))
