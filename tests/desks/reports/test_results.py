"""What decisions were to bring the child, beside what came (IC-004)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]


@pytest.mark.requirement("IC-004")
def test_a_decision_is_refused_or_asked_for_its_expected_result_and_the_report_pairs_it_with_what_came(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.foundations.work.errors import Refused
    from tutela.practice.contact import operations as contact
    from tutela.record.occurrences.models import GradeVersion

    made = [acts.missing(-2000 + n) for n in range(6)]

    def decide(n: int, result: str, met: str = "", came: str = "", within: int = 1) -> str:
        given = {"of": "deployment", "what": "A car to the home.", "why": "She is nine.", "within": timedelta(hours=within)}
        fact = acts.do(contact.record_decision, "pickersgill", -1900, incident=made[n]["incident"], result=result, **given)["fact"]
        if met:
            acts.do(contact.record_result, "pickersgill", -1000, incident=made[n]["incident"], decision=fact, met=met, result=came)
        return str(fact)

    decide(0, "Seen tonight.", "yes", "Seen at nine.")
    decide(1, "Seen tonight.", "partly", "Seen, her brother not.")
    later = decide(2, "")
    acts.do(contact.say_result_expected, "pickersgill", -1890, incident=made[2]["incident"], decision=later, result="With her aunt by ten.")
    acts.do(contact.record_result, "pickersgill", -1000, incident=made[2]["incident"], decision=later, met="no", result="Nobody went.")
    decide(3, "", within=200)
    decide(4, "Seen tonight.")
    graded = acts.do(contact.grade, "pickersgill", -1900, incident=made[5]["incident"], grade="immediate", rationale="She is nine.", result="")
    assert graded["status"] == "live", "an urgent act stands"
    with pytest.raises(Refused, match="decision-without-result"):
        acts.do(contact.grade, "pickersgill", -1800, incident=made[5]["incident"], grade="routine", rationale="Calmer.", result="")
    assert not GradeVersion.objects.filter(status="pending").exists()

    client = as_("okonkwo")
    page = said(client.get("/reports/measures/results/"))
    assert "As expected: 1 of 5 (20%)" in page
    refs = [one["reference"] for one in made]
    for which, whose in (("met", [0]), ("partly", [1]), ("not_met", [2]), ("unsaid", [4, 5]), ("waiting", [3]), ("no_expected", [3, 5])):
        assert listed(client, "results", which=which) == {refs[n] for n in whose}, which
    behind = said(client.get("/reports/measures/results/records/"))
    for pair in ("Seen tonight. → Seen at nine.", "With her aunt by ten. → Nobody went.", "Seen tonight. → Seen, her brother not.", "- → -"):
        assert pair in behind
