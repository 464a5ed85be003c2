"""One alert, three readers: each is told what they must do, and nobody more of the reason than they may know."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.desks.world import World
from tutela.foundations.forces.models import PartnerPerson
from tutela.foundations.post.models import Message
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Duty

As = Callable[[str], Any]
DETAIL = "Seen with Keith Varley at the Harbour Inn by a source who must not be known."
SHOWN = "Ask the exploitation team before you speak to her."


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, response.status_code
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.fixture
def child(world: World) -> str:
    """Another child, of whom nothing is known yet."""
    report = {"who": "Ben Holt, 14", "where": "Bus station", "why_worried": "Crying.", "child_name": "Ben Holt", "child_born": date(2012, 1, 15)}
    return str(world.do(world.contact.take_report, "ashworth", -1.5, concern="concern_for_child", **report)["child"])


@pytest.fixture
def owed(world: World, child: str) -> Duty:
    """A duty that opened because of a marker that only some may read."""
    world.do(
        world.profile.record_marker, "voss", -1.0, person=child, marker="child_criminal_exploitation", level="high", evidence="intel:902", shown=SHOWN,
        detail=DETAIL, audience=("detective_inspector@missing", "offender_manager@offenders"),
    )
    sweep(world.now)
    found = [d for d in Duty.objects.filter(settled_at=None) if any(f["carries"] for f in d.findings)]
    assert found, "a rule rests on the restricted marker"
    return found[0]


@pytest.mark.requirement("XX-013", part="the same alert to an attending officer, an offender manager and a school, each with no more than they may know")
def test_an_alert_says_to_each_reader_no_more_than_they_may_know(world: World, as_: As, viewer: As, child: str, owed: Duty) -> None:
    from tutela.record.duties.queries import one
    from tutela.record.sharing import operations as sharing

    attending, manager = (one(viewer(name), owed.printed, at=world.now) for name in ("osei", "marsh"))
    assert attending is not None
    assert manager is not None
    assert attending.title == manager.title, "both are told what is owed"
    secret = [f for f in owed.findings if f["carries"]]
    assert sum(reason.redacted for reason in attending.reasons) == len(secret)
    assert not any(reason.redacted for reason in manager.reasons)
    assert not {saw for reason in attending.reasons for saw in reason.saw} & {saw for f in secret for saw in f["saw"]}, "not even which facts they are"
    page = said(as_("osei").get(f"/duties/{owed.pk}/"))
    assert "For a reason that you may not see." in page
    for words in (DETAIL, "Harbour Inn", "intel:902"):
        assert words not in page
        assert words not in said(as_("osei").get("/"))

    PartnerPerson.objects.create(
        agency="Wharfside Academy", name="Mr Lund", role="school", area="school", email="lund@wharfside.invalid", since=world.now - timedelta(days=1),
        recorded_at=world.now, recorded_by="o:1",
    )
    sharing.share_notice(
        by=viewer("lindqvist"), key=str(uuid4()), at=world.now + timedelta(minutes=1), matter="missing", to="school", child=child,
        content="She is missing since this afternoon. Ring the missing team if she comes.", agency="Wharfside Academy",
    )
    sent = " ".join(f"{m.subject} {m.body}" for m in Message.objects.all())
    assert "lund@wharfside.invalid" in {m.to_address for m in Message.objects.all()}
    for words in (DETAIL, "Harbour Inn", "intel:902", SHOWN, "Ben Holt", owed.printed):
        assert words not in sent, "a school is told that a message waits, and what is in it behind a door of its own"
