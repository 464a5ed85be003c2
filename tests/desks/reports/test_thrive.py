"""THRIVE before the grade, before anybody is sent, and after new information (IC-003)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
PAGE = "/reports/measures/thrive/"
WHOLE = {
    "threat": "A man in a car.", "harm": "Hurt herself in May.", "risk": "Alone tonight.", "investigation": "Phone is live.",
    "vulnerability": "Looked after, 14.", "engagement": "The carer waits.",
}


def the_logs(acts: Acts) -> dict[str, str]:
    """Six logs of two shifts, by what is so of them: their printed references."""
    from tutela.practice.contact import operations as contact

    whole = acts.missing(-280, thrive=WHOLE, grade="prompt", rationale="Fourteen.")
    acts.do(contact.dispatch, "brand", -270, incident=whole["incident"], resource="NS21")
    none = acts.missing(-275, grade="prompt", rationale="Fourteen.")
    acts.do(contact.dispatch, "brand", -265, incident=none["incident"], resource="NS22")
    empty = acts.missing(-260, thrive={**WHOLE, "harm": ""}, grade="prompt", rationale="Fourteen.")
    acts.do(contact.assess, "ashworth", -250, incident=empty["incident"], harm="Hurt herself in May.")
    news = acts.missing(-240, thrive=WHOLE, grade="prompt", rationale="Fourteen.")
    acts.do(contact.write_log, "ashworth", -200, incident=news["incident"], kind="information", what="sighting", text="Seen at the station.")
    again = acts.missing(-230, thrive=WHOLE, grade="prompt", rationale="Fourteen.")
    acts.do(contact.write_log, "ashworth", -190, incident=again["incident"], kind="information", what="sighting", text="Seen at the station.")
    acts.do(contact.assess, "ashworth", -180, incident=again["incident"], threat="At the station, alone.")
    early = acts.missing(-700, by_="nair")
    crime = acts.do(contact.take_report, "ashworth", -220, concern="crime", who="Shop", where="High Street", why_worried="Window broken.")
    made = {"whole": whole, "none": none, "empty": empty, "news": news, "again": again, "early": early, "crime": crime}
    return {name: str(each["reference"]) for name, each in made.items()}


@pytest.mark.requirement("IC-003")
def test_the_logs_without_thrive_are_listed_and_a_shift_gives_what_a_raw_query_gives(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.record.occurrences.models import Incident

    ref, client = the_logs(acts), as_("okonkwo")
    page = said(client.get(PAGE))
    assert "Complete each time: 2 of 6 (33%)" in page
    assert "Not complete before the grade 2 (33%) Not complete before somebody was sent 1 (17%) Not made again after new information 1 (17%)" in page
    assert "Priya Nair 1 0 0 1 (100%)" in page
    assert "Tom Ashworth 5 2 (40%) 2 (40%) 1 (20%)" in page
    assert "Control room 6 2 (33%) 2 (33%) 2 (33%)" in page
    assert listed(client, "thrive", which="none") == {ref["none"], ref["early"]}
    assert listed(client, "thrive", which="whole") == {ref["whole"], ref["again"]}
    assert listed(client, "thrive", which="not_before_grade") == {ref["none"], ref["empty"]}
    assert listed(client, "thrive", which="not_before_sent") == {ref["none"]}
    assert listed(client, "thrive", which="not_after_news") == {ref["news"]}
    raw = set(Incident.objects.filter(concern="missing_child", reported_at__hour__gte=15, reported_at__hour__lt=23).values_list("reference", flat=True))
    assert listed(client, "thrive", shift="late") == raw == {ref[name] for name in ("whole", "none", "empty", "news", "again")}
    assert listed(client, "thrive", shift="early") == {ref["early"]}


def test_news_that_may_still_be_assessed_in_time_is_not_amiss(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed
    from tutela.practice.contact import operations as contact

    made = acts.missing(-60, thrive=WHOLE, grade="prompt", rationale="Fourteen.")
    acts.do(contact.write_log, "ashworth", -10, incident=made["incident"], kind="information", what="sighting", text="Seen at the station.")
    assert listed(as_("okonkwo"), "thrive", which="whole") == {made["reference"]}
