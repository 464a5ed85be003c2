"""The API: facts in, duties out, acknowledge; by token, once by key, nothing to who may not know."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.officers import START, force, viewer
from tutela.foundations.access.grants import restrict
from tutela.foundations.access.models import Account
from tutela.foundations.kit import clock
from tutela.record.chronology.models import Entry
from tutela.record.duties.models import Alert, Duty
from tutela.record.occurrences.models import Incident

pytestmark = pytest.mark.django_db
FEED, OFFICER = "tutela_feed-token-of-a-test", "tutela_officer-token-of-a-test"


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@pytest.fixture(autouse=True)
def northshire() -> None:
    force(clock.now())
    Account.objects.create(username="stormlike", feed="stormlike", token_digest=digest(FEED))
    Account.objects.filter(username="lindqvist").update(token_digest=digest(OFFICER))


Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client) -> Ask:
    def asked(method: str, path: str, body: Any = None, *, token: str | None = FEED, **headers: str) -> Any:
        given = {"Authorization": f"Bearer {token}", **headers} if token else headers
        return client.generic(method, f"/api/v1{path}", json.dumps(body) if body is not None else "", content_type="application/json", headers=given)

    return asked


def line(number: int = 1, **more: Any) -> dict[str, Any]:
    at = clock.now().isoformat()
    return {
        "v": 1, "id": f"storm:{number}", "fact": "missing.Reported", "occurred": {"at": at}, "by": {"role": "call_handler"},
        "about": [
            {"kind": "incident", "ref": f"stormlike:INC-{number}"}, {"kind": "episode", "ref": f"stormlike:MIS-{number}"},
            {"kind": "child", "ref": f"stormlike:P-{number}", "as": "missing"},
        ],
        "data": {"missing_from": "foster"}, **more,
    }


def test_a_fact_from_outside_makes_the_rows_opens_duties_and_keeps_its_source(ask: Ask) -> None:
    answer = ask("POST", "/facts", {"facts": [line()]})
    assert answer.status_code == 200, answer.content
    assert answer.json()["received"] == [
        {"line": 1, "id": "storm:1", "outcome": "new", "field": None, "problem": None, "right": None, "flags": []}
    ]
    incident = Incident.objects.get()
    assert (incident.source_system, incident.source_ref) == ("stormlike", "INC-1")
    owed = ask("GET", "/duties?subject=stormlike:INC-1").json()["duties"]
    assert "contact.outstanding" in {duty["code"] for duty in owed}
    assert {duty["subject"] for duty in owed} == {incident.ref}


def test_the_same_again_is_known_and_other_words_under_its_id_are_rejected(ask: Ask) -> None:
    first = line()
    ask("POST", "/facts", {"facts": [first]})
    again = ask("POST", "/facts", {"facts": [first]}).json()["received"][0]
    assert again["outcome"] == "known"
    other = ask("POST", "/facts", {"facts": [{**first, "data": {"missing_from": "home"}}]}).json()["received"][0]
    assert other["outcome"] == "rejected"
    assert "says something else" in other["problem"]
    assert Entry.objects.filter(fact="storm:1").count() == 1


def test_what_cannot_be_read_is_rejected_with_field_and_what_would_be_right_and_the_rest_is_kept(ask: Ask) -> None:
    bad = line(2, fact="missing.Reportd")
    received = ask("POST", "/facts", {"facts": [line(1), bad, line(3)]}).json()["received"]
    assert [r["outcome"] for r in received] == ["new", "rejected", "new"]
    assert received[1]["field"] == "fact"
    assert "missing.Reported" in received[1]["right"]


def test_a_closing_that_happened_elsewhere_is_taken_and_flagged(ask: Ask) -> None:
    ask("POST", "/facts", {"facts": [line()]})
    closed = {**line(9), "fact": "missing.EpisodeClosed", "about": line()["about"], "data": {"reason": "Home by himself."}}
    received = ask("POST", "/facts", {"facts": [closed]}).json()["received"][0]
    assert received["outcome"] == "new"
    assert "missing.child-verified" in received["flags"]


def test_without_a_token_or_with_a_wrong_one_nothing_is_told(ask: Ask) -> None:
    for token in (None, "tutela_wrong"):
        answer = ask("GET", "/duties", token=token)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"] == "Bearer"


def test_an_officer_may_not_send_facts_and_a_feed_may_not_acknowledge_anothers_alert(ask: Ask) -> None:
    assert ask("POST", "/facts", {"facts": [line()]}, token=OFFICER).status_code == 403
    ask("POST", "/facts", {"facts": [line()]})
    theirs = str(Alert.objects.filter(officer=viewer("lindqvist", clock.now()).ref).values_list("pk", flat=True)[0])
    assert ask("POST", "/alerts/acknowledge", {"alerts": [theirs]}, **{"Idempotency-Key": "12345678"}).status_code == 404


def test_what_one_was_told_is_listed_and_acknowledged_once(ask: Ask) -> None:
    ask("POST", "/facts", {"facts": [line()]})
    alerts = [a["alert"] for a in ask("GET", "/alerts", token=OFFICER).json()["alerts"]]
    assert alerts
    key = {"Idempotency-Key": "acknowledge-1"}
    for _ in range(2):
        answer = ask("POST", "/alerts/acknowledge", {"alerts": alerts}, token=OFFICER, **key)
        assert answer.json() == {"acknowledged": len(set(alerts))}
    assert ask("GET", "/alerts", token=OFFICER).json()["alerts"] == []


def test_the_same_answer_is_not_sent_twice_to_who_has_its_tag(ask: Ask) -> None:
    first = ask("GET", "/duties")
    assert ask("GET", "/duties", **{"If-None-Match": first["ETag"]}).status_code == 304


def test_duties_are_walked_by_key(ask: Ask) -> None:
    ask("POST", "/facts", {"facts": [line(n) for n in range(1, 4)]})
    seen: list[str] = []
    after = ""
    while True:
        page = ask("GET", f"/duties?limit=7{after}").json()
        seen += [duty["ref"] for duty in page["duties"]]
        if page["after"] is None:
            break
        after = f"&after={page['after']}".replace("+", "%2B")
    assert len(seen) == len(set(seen)) == Duty.objects.filter(settled_at=None).count()


def test_a_restricted_child_is_in_no_answer(ask: Ask) -> None:
    ask("POST", "/facts", {"facts": [line()]})
    child = Duty.objects.filter(bundle__startswith="p:").values_list("bundle", flat=True)[0]
    restrict(subject=child, level="existence", audience=["detective_inspector@exploitation"], why="Covert enquiry", by="system", since=START)
    assert ask("GET", "/duties").json()["duties"] == []
    assert ask("GET", "/duties?subject=stormlike:INC-1").json()["duties"] == []
    assert ask("GET", "/alerts", token=OFFICER).json()["alerts"] == []
