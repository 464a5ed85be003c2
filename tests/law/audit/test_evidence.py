"""What is read from a judged case: each criterion from facts in short form, and nothing that a reader may not see."""

from __future__ import annotations

import re

import msgspec
import pytest

from tests.law.examples import World, fact, judged
from tests.law.scenes import DAY, NEXT, call, marker, missing, returned, reviewed, risk
from tutela.law.audit.evidence import Evidence
from tutela.law.audit.grading import Audit, Marked, audit
from tutela.law.audit.words import redacted, sentence, story


def of(world: World, key: str) -> Marked:
    """One criterion of a judged case."""
    return next(one for one in audit(world.judge).criteria if one.key == key)


def codes(lines: tuple[Evidence, ...]) -> set[str]:
    return {line.code for line in lines}


def test_attendance_that_never_came_is_against_timeliness_with_its_facts() -> None:
    world = judged(call(), missing(), risk("medium"), until=f"{NEXT}09:00")
    late = next(line for line in of(world, "timeliness").against if line.code == "contact.attend")
    assert late.standing == "not met"
    assert late.first
    assert late.last_step is not None
    assert [seen.fact for seen in late.facts] == ["contact.Reported"]


def test_a_review_that_says_noted_is_against_supervision() -> None:
    world = judged(missing(), risk("medium"), reviewed("Noted.", f"{DAY}23:00"), until=f"{DAY}23:30")
    assert "missing.review-decides" in codes(of(world, "supervision").against)


def test_a_lowering_that_minimises_is_against_the_grading_of_risk_and_serious() -> None:
    world = judged(
        missing(), marker("child_sexual_exploitation"), risk("high"), risk("medium", f"{DAY}19:30", "inspector o:9", rationale="Not a criminal offence."),
        until=f"{DAY}19:40",
    )
    against = of(world, "risk").against
    assert {"missing.lowering-grounds", "missing.minimising"} <= codes(against)
    assert audit(world.judge).proposed.why == "serious"


def test_the_same_standard_unmet_by_an_act_that_lowers_nothing_is_not_serious_by_itself() -> None:
    world = judged(missing(), risk("medium", rationale="Only medium: he is 17 and often missing."), until=f"{DAY}19:10")
    unmet = [line for line in of(world, "risk").against if line.code == "missing.age-or-frequency"]
    assert [line.refusable for line in unmet] == [False]


def test_what_the_force_held_and_the_record_did_not_show_was_not_seen_by_the_grader() -> None:
    held = fact("people.MarkerRecorded", "2026-02-01T09:00", "intelligence_officer", recorded=f"{NEXT}09:00", id="late", marker="firearms")
    world = judged(missing(), held, risk("medium"), until=f"{NEXT}10:00")
    unseen = [line for line in of(world, "risk").against if line.state == "not seen"]
    assert [line.facts[0].id for line in unseen] == ["late"]
    shown = msgspec.structs.replace(held, recorded_at=None)
    assert not [line for line in of(judged(missing(), shown, risk("medium"), until=f"{NEXT}10:00"), "risk").against if line.state == "not seen"]


@pytest.mark.requirement("XX-007", part="audit")
@pytest.mark.parametrize(("entered", "late"), [(f"{NEXT}20:00", False), (f"{NEXT}20:01", True)])
def test_what_is_entered_more_than_a_day_after_is_against_the_record(entered: str, late: bool) -> None:
    search = fact("missing.Searched", f"{DAY}20:00", "response_officer", recorded=entered, what="room")
    record = of(judged(missing(), search, until="2026-03-05T09:00"), "record")
    assert ("entered late" in {line.state for line in record.against}) is late


def test_a_correction_and_what_a_carer_told_later_are_no_late_entries() -> None:
    search = fact("missing.Searched", f"{DAY}20:00", "response_officer", what="room")
    corrected = fact("missing.Searched", f"{DAY}20:10", "response_officer", recorded="2026-03-04T20:01", what="home", supersedes=search.id)
    carer = fact("missing.Returned", f"{DAY}22:00", "foster_carer", recorded="2026-03-04T09:00", by="self", to="foster")
    record = of(judged(missing(), search, corrected, carer, until="2026-03-05T09:00"), "record")
    assert "entered late" not in {line.state for line in record.against}


def test_what_a_partner_owes_stands_beside_and_grades_nobody() -> None:
    voice = of(judged(missing(), returned(), until="2026-03-09T09:00"), "voice")
    assert "missing.return-interview" in {line.code for line in voice.beside if line.standing == "others"}
    assert "missing.return-visit" in codes(voice.against)


@pytest.mark.requirement("IC-039", part="audit")
def test_a_child_who_was_seen_back_and_spoken_to_was_heard_and_the_audit_shows_whether_alone() -> None:
    spoken = fact("missing.PreventionInterviewHeld", f"{DAY}23:00", "response_officer o:4", mode="in_person", alone=True, by="police")
    voice = of(judged(missing(), returned(), spoken, until="2026-03-09T09:00"), "voice")
    assert "missing.return-visit" in codes(voice.behind)
    assert [line.state for line in voice.beside if line.standing == "shown"] == ["alone: yes"]


def test_sent_is_not_told() -> None:
    sent = fact("sharing.Sent", f"{DAY}20:00", "fim o:7", matter="missing", to="local_authority")
    told = fact("sharing.Told", f"{DAY}20:30", "fim o:7", matter="missing", to="local_authority", person="Duty worker", how="call")
    assert "missing.la-told" in codes(of(judged(missing(), risk("medium"), sent, until="2026-03-05T09:00"), "shared").against)
    assert "missing.la-told" in codes(of(judged(missing(), risk("medium"), sent, told, until="2026-03-05T09:00"), "shared").behind)


@pytest.mark.requirement("XX-021", part="audit")
@pytest.mark.parametrize(("day", "defect"), [("2019-01-15", False), ("2019-03-15", True)])
def test_an_audit_of_the_log_judges_by_the_rule_that_was_in_force(day: str, defect: bool) -> None:
    log = (
        fact("missing.Reported", f"{day}T19:00", "foster_carer", missing_from="foster"),
        fact("missing.RiskGraded", f"{day}T19:10", "inspector o:5", level="absent", rationale="Known to be with friends."),
    )
    against = codes(of(judged(*log, until=f"{day}T19:20", overlay=("inspection",)), "risk").against)
    assert ("missing.never-low" in against) is defect


# What a reader may not see

SECRET = "XYZZY"


def secret() -> Audit:
    """A grading below what a restricted marker suggests, and a review that quotes nothing."""
    kept = msgspec.structs.replace(marker("county_lines"), sensitivity="restricted", id=f"{SECRET}-marker")
    words = msgspec.structs.replace(risk("medium", rationale=f"Only medium: he is 17. {SECRET}"), sensitivity="confidential", id=f"{SECRET}-grade")
    return audit(judged(missing(), kept, words, until=f"{NEXT}09:00").judge, "secret")


def test_a_line_on_a_restricted_fact_says_that_there_is_one_and_no_more() -> None:
    whole, shown = secret(), redacted(secret())
    said = story(shown) + msgspec.json.encode(shown).decode()
    assert SECRET in story(whole)
    assert SECRET not in said
    assert "county" not in said
    assert "missing.below-suggestion" not in said
    assert "A line that rests on what this reader may not see" in said
    assert [one.mark for one in shown.criteria] == [one.mark for one in whole.criteria]
    assert shown.proposed.grade == whole.proposed.grade


def test_who_may_see_some_of_it_sees_no_line_that_rests_on_the_rest() -> None:
    partly, all_ = (story(redacted(secret(), frozenset(may))) for may in (("restricted",), ("restricted", "confidential")))
    assert "missing.RiskGraded" not in partly
    assert f"{SECRET}-grade" in all_


def test_the_sentence_that_decides_keeps_the_secret_too() -> None:
    lowered = msgspec.structs.replace(risk("medium", f"{DAY}19:30", "inspector o:9", rationale="Not a criminal offence."), sensitivity="restricted")
    found = audit(judged(missing(), marker("child_sexual_exploitation"), risk("high"), lowered, until=f"{DAY}19:40").judge)
    assert "A lower level rests on" in sentence(found.proposed) or "No words make" in sentence(found.proposed)
    hidden = sentence(redacted(found).proposed)
    assert re.match("Inadequate, for a serious failure: for a reason that this reader may not see", hidden)
