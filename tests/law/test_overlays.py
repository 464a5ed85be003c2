"""Two forces' words and policies over one model: the words are the reports', every spelling is one term, and nothing that law fixes is loosened."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.law.examples import fact
from tutela.config.cli import main
from tutela.desks.replay.queries import read_case
from tutela.facts import Fact
from tutela.facts.form import Actor
from tutela.facts.registry import TYPES
from tutela.facts.roles import AREAS, ROLES, UNITS, WHOLE_AREA
from tutela.law import tracks
from tutela.law.catalogue import RULES, catalogue, lawbook, parameters
from tutela.law.handbook import concerned
from tutela.law.kernel.parameters import OverlayRefused
from tutela.law.kernel.replay import Alert, ledger
from tutela.law.overlays import OURS, TERMS, Overlay, OverlayUnreadable, names_of, read_overlay
from tutela.law.sources import cited
from tutela.law.worked import moment

ROOT = Path(__file__).parents[2]
FORCES = {"northamptonshire": "nn", "north-yorkshire": "ny"}
QUOTED = {
    "northamptonshire": {"missing team", "FIT", "POLIT team", "HTCUC", "MOSOVO unit", "COMPACT"},
    "north-yorkshire": {"MHET", "VAT", "CET", "OMU", "VAT staff"},
}
CASES = sorted(path.name for path in (ROOT / "cases/reports").iterdir() if (path / "facts.jsonl").is_file())
ADDRESSES = {address for rule in RULES for address in concerned(rule)}


def written(tmp_path: Path, **said: Any) -> str:
    """A force's own file."""
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump({"overlay": "own", **said}, allow_unicode=True), encoding="utf-8")
    return str(path)


def entry(term: str, says: str, *seen: str) -> dict[str, Any]:
    """A word of a force's and its spellings, each in a quotation of its own."""
    return {"term": term, "says": says, "seen": [{"as": word, "quote": f"We call it the {word}."} for word in seen or (says,)]}


def post(says: str, *addresses: str, **more: str) -> dict[str, Any]:
    return {"post": says, "for": list(addresses), "seen": [{"as": says, "quote": f"The {says} decides."}], **more}


# The two overlays


@pytest.mark.parametrize("name", FORCES)
def test_every_word_stands_in_its_quotation_with_the_reports_line(name: str) -> None:
    overlay = read_overlay(name)
    seen = [one for _, _, spellings in overlay.said for one in spellings]

    assert overlay.vocabulary
    assert overlay.roles
    assert all(one.stands and one.line for one in seen)
    assert cited(overlay.source)[0].key.startswith(f"hmicfrs-{FORCES[name]}")


@pytest.mark.parametrize("name", FORCES)
def test_the_requirements_quote_the_same_words_from_the_same_lines(name: str) -> None:
    """The reports are not in this repository; the rows of the requirements were drawn from them independently, and hold these spellings at these lines."""
    rows = yaml.safe_load((ROOT / "docs/reference/requirements.json").read_text(encoding="utf-8"))
    quoted = {(row["source"].lower(), row["line"], row["quote"]) for row in rows}
    seen = {(FORCES[name], one.line, one.as_) for _, _, spellings in read_overlay(name).said for one in spellings}
    alike = {word for force, line, word in seen for source, at, quote in quoted if (force, line) == (source, at) and word in quote}

    assert alike >= QUOTED[name]


def test_every_term_of_ours_is_of_the_model() -> None:
    for term in TERMS.values():
        assert term.name in UNITS if term.kind == "unit" else term.fact in TYPES, term.key
    assert {area for _, area in UNITS.values()} <= set(AREAS)
    assert all(UNITS[unit][1] == area for area, unit in WHOLE_AREA.items())


@pytest.mark.parametrize("name", FORCES)
def test_a_post_stands_only_for_whom_the_law_addresses(name: str) -> None:
    assert {address for one in read_overlay(name).roles for address in one.stands_for} <= ADDRESSES


def test_the_pairs_of_the_two_forces_are_of_one_term_each() -> None:
    """As the requirement pairs them: XX-026."""
    theirs = [names_of((name,)) for name in FORCES]
    pairs = [("missing team", "MHET"), ("police referral unit", "VAT"), ("MOSOVO", "OMU"), ("HTCU", "DFU"), ("POLIT", "online abuse team")]

    for pair in pairs:
        terms = {names.recognise(word) for names, word in zip(theirs, pair, strict=True)}
        assert len(terms) == 1, pair
        assert terms <= set(TERMS)
    assert all("cii@missing" in names.addresses for names in theirs)


@pytest.mark.requirement("XX-026", part="the spellings of the hi-tech crime unit are one unit, in what is read and in what another system sends")
@pytest.mark.parametrize("word", ["HTCU", "HTCUC", "HCTU", "hctu", "Hi-tech crime unit", "hi tech crime unit", "hi-tech crime unit (HTCU)"])
def test_each_spelling_of_the_hi_tech_crime_unit_is_one_unit(word: str) -> None:
    names = names_of(("northamptonshire",))

    assert names.recognise(word) == "unit.digital_forensics"
    assert names.unit(f"stormlike:{word}") == "digital_forensics"
    assert names_of(("north-yorkshire",)).recognise(word) is None


def test_two_forces_in_one_place_share_the_model_and_each_keeps_its_word() -> None:
    both = names_of(tuple(FORCES))

    assert both.recognise("HCTU") == both.recognise("DFU") == "unit.digital_forensics"
    assert both.says("unit.digital_forensics") == "hi-tech crime unit (HTCU) / digital forensic unit (DFU)"
    assert both.role("VAT staff") == "referral_officer"


# What is said


def test_without_words_of_a_force_ours_stand() -> None:
    assert not names_of(("inspection",))
    assert OURS.address("fim@contact") == "Force incident manager (the control room)"
    assert names_of(("inspection",)).address("fim@contact", brackets=False) == "Force incident manager, the control room"


@pytest.mark.parametrize(("name", "address", "said"), [
    ("north-yorkshire", "coordinator@missing", "MHET staff"),
    ("north-yorkshire", "sergeant@missing", "Sergeant, missing from home and exploitation team (MHET)"),
    ("north-yorkshire", "detective_inspector@referrals", "VAT detective inspector"),
    ("north-yorkshire", "cii@missing", "critical incident inspector (CII), missing children"),
    ("north-yorkshire", "superintendent@missing", "Superintendent (missing children)"),
    ("north-yorkshire", "custody_sergeant@custody", "Custody sergeant (custody)"),
    ("northamptonshire", "sergeant@missing", "Sergeant (missing team)"),
    ("northamptonshire", "fim@contact", "inspector in the control room"),
    ("northamptonshire", "digital_examiner@forensics", "Digital forensic examiner, hi-tech crime unit (HTCU)"),
])
def test_who_owes_and_who_is_told_is_said_as_the_force_says_it(name: str, address: str, said: str) -> None:
    assert names_of((name,)).address(address) == said


def test_what_a_force_says_is_printed_and_the_codes_stay(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "explain", "forensics.storage", "--overlay", "northamptonshire"]) == 0
    assert "Head of digital forensics, hi-tech crime unit (HTCU)" in capsys.readouterr().out
    assert main(["law", "show", "protection.review", "--overlay", "north-yorkshire"]) == 0
    shown = capsys.readouterr().out
    assert "'owed_by': 'detective_inspector@referrals'" in shown
    assert "'detective_inspector@referrals': 'VAT detective inspector'" in shown
    assert main(["law", "list", "--overlay", "north-yorkshire"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == len(RULES)
    assert any(line.endswith("[VAT detective inspector]") for line in listed)


def test_a_word_is_looked_up_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "words", "HCTU", "--overlay", "northamptonshire"]) == 0
    assert "unit.digital_forensics: Digital forensics unit; said here: hi-tech crime unit (HTCU)" in capsys.readouterr().out
    assert main(["law", "words", "MHET officer", "--overlay", "north-yorkshire"]) == 0
    assert "role coordinator" in capsys.readouterr().out
    assert main(["law", "words", "--overlay", "north-yorkshire"]) == 0
    assert "vulnerability assessment team (VAT)" in capsys.readouterr().out
    assert main(["law", "words", "HCTU", "--overlay", "north-yorkshire"]) == 2
    assert "nobody here says 'HCTU'" in capsys.readouterr().err


# What is read


def test_a_fact_in_a_forces_words_is_kept_under_ours() -> None:
    told = fact("forensics.StorageMeasured", "2026-03-02T10:00", "clerk", about=["unit stormlike:HCTU"], percent_full=96)
    ours = names_of(("northamptonshire",)).ours(told)

    assert ours.refs("unit") == ("digital_forensics",)
    assert ours.by.role == "clerk", "a role that no overlay knows happened all the same"
    assert OURS.ours(told) is told


def test_a_post_of_the_force_acts_in_our_role_and_a_role_of_ours_stays() -> None:
    names = names_of(("northamptonshire",))

    assert names.role("Inspector in the control room") == "inspector"
    assert all(names.role(role) == role for role in ROLES)
    assert names.role("nobody") is None


def test_one_queue_under_three_spellings_is_judged_as_one_unit() -> None:
    """The store is measured under one spelling and decided about under another: nothing is owed any more, and no second unit has appeared."""
    names = names_of(("northamptonshire",))
    full = fact("forensics.StorageMeasured", "2026-03-02T10:00", "head_of_digital_forensics", about=["unit HTCUC"], percent_full=96)
    decided = fact(
        "forensics.StorageDecided", "2026-03-02T15:00", "assistant_chief_constable", about=["unit HCTU"],
        decision="more_storage", why="Bought today.", touches=["sub:4"],
    )

    def late(facts: list[Fact]) -> list[Alert]:
        laws = catalogue(("northamptonshire",))
        _, judge = tracks.run("happened", facts, laws, lawbook(laws), moment("2026-03-20T10:00"))
        return [alert for alert in ledger(judge, case="store") if alert.code == "forensics.storage" and alert.state == "overdue"]

    assert late([full, decided])
    assert late([names.ours(full), names.ours(decided)]) == []


def test_the_example_of_the_how_to_is_an_overlay_that_is_taken(tmp_path: Path) -> None:
    text = (ROOT / "docs/how-to/write-a-forces-overlay.md").read_text(encoding="utf-8")
    path = tmp_path / "our-force.yaml"
    path.write_text("\n".join(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)), encoding="utf-8")

    assert names_of((str(path),)).unit("HCTU") == "digital_forensics"
    assert names_of((str(path),)).role("Inspector in the control room") == "inspector"
    assert catalogue((str(path),)).parameters["contact.attend.prompt"].values[-1].value == 45


# What an overlay may not say


@pytest.mark.parametrize(("said", "why"), [
    ({"vocabulary": [entry("unit.digital_forensic", "DFU")]}, "no term of ours; did you mean 'unit.digital_forensics'"),
    ({"vocabulary": [entry("unit.missing_team", "MFH"), entry("unit.missing_team", "Team M")]}, "'unit.missing_team' is there twice"),
    ({"vocabulary": [{"term": "unit.missing_team", "says": "MFH", "seen": []}]}, "not where it stands"),
    ({"vocabulary": [{"term": "unit.missing_team", "says": "MFH", "seen": [{"as": "MFH", "quote": "The team is small."}]}]}, "'MFH' does not stand in its"),
    ({"vocabulary": [entry("unit.missing_team", "Missing unit", "MFH")]}, "'Missing unit' is written nowhere"),
    ({"vocabulary": [{"term": "unit.missing_team", "called": "MFH"}]}, "unknown field `called`|missing required field"),
    ({"roles": [post("duty officer", "fims@contact")]}, "'fims@contact', which is no role@area of ours; did you mean 'fim'"),
    ({"roles": [post("duty officer", "fim@room")]}, "'fim@room', which is no role@area of ours"),
    ({"roles": [post("duty officer")]}, "stands for no role@area"),
    ({"roles": [post("duty officer", "fim@contact", "cii@missing")]}, "stands for several roles"),
    ({"roles": [post("duty officer", "fim@contact", role="fimm")]}, "acts as 'fimm', which is no role of ours; did you mean 'fim'"),
    ({"roles": [post("duty officer", "fim@contact"), post("bronze", "fim@contact")]}, "two posts stand for 'fim@contact'"),
    ({"vocabularies": []}, "unknown field `vocabularies`"),
])
def test_what_our_model_does_not_know_is_refused_in_words(tmp_path: Path, said: dict[str, Any], why: str) -> None:
    with pytest.raises(OverlayUnreadable, match=why):
        read_overlay(written(tmp_path, **said))


def test_one_spelling_has_one_meaning(tmp_path: Path) -> None:
    with pytest.raises(OverlayUnreadable, match="one spelling has one meaning"):
        names_of((written(tmp_path, vocabulary=[entry("unit.missing_team", "Team-M"), entry("unit.referral_unit", "team m")]),))


def test_a_word_of_ours_is_not_given_another_meaning(tmp_path: Path) -> None:
    with pytest.raises(OverlayUnreadable, match=r"already of 'unit\.control_room'"):
        names_of((written(tmp_path, vocabulary=[entry("unit.referral_unit", "Control room")]),))


@pytest.mark.parametrize(("text", "why"), [("- a list", "an overlay says its name"), ("overlay: [", "not YAML")])
def test_a_file_that_is_no_overlay_says_so(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "no.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OverlayUnreadable, match=why):
        read_overlay(str(path))
    with pytest.raises(OverlayUnreadable, match="no overlay of that name is shipped"):
        read_overlay(str(tmp_path / "nowhere.yaml"))


@pytest.mark.parametrize(("key", "value"), [("missing.return_interview", 96), ("custody.review.first", 7)])
def test_a_force_does_not_loosen_what_law_fixes(tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, value: float) -> None:
    own = written(tmp_path, parameters={key: {"value": value, "cites": "local", "approved_by": "Chief Constable"}})
    with pytest.raises(OverlayRefused, match=key):
        catalogue((own,))
    assert main(["law", "list", "--overlay", own]) == 2
    assert f"the overlay is not taken: {key}: " in capsys.readouterr().err


def test_an_overlay_that_cannot_be_read_ends_a_replay_and_an_audit_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(ROOT / "cases/reports/nn-1/facts.jsonl")
    for command in ("replay", "audit-case"):
        assert main([command, file, "--overlay", "northumberland"]) == 2
        assert f"tutela {command}: the overlay is not taken: northumberland" in capsys.readouterr().err


# Their policies


@pytest.mark.parametrize("name", FORCES)
def test_a_policy_cites_the_report_and_loosens_at_most_a_past_that_was_approved(name: str) -> None:
    overlay: Overlay = read_overlay(name)
    laid = catalogue((name,)).parameters

    for key, number in laid.items():
        was = parameters()[key]
        if number != was:
            assert key in overlay.parameters
            changed = [v for v in number.values if v not in was.values]
            assert changed
            assert all(v.cites.startswith(overlay.source) for v in changed)
    loosened = {key for key, number in laid.items() if number.loosened}
    assert loosened == ({"missing.child_min_risk"} if name == "northamptonshire" else set())
    assert laid["missing.child_min_risk"].values[-1].value == "medium"


@cache
def told(case: str, overlays: tuple[str, ...]) -> tuple[tuple[Any, ...], ...]:
    """What is told in a report's case: rule, moment, rung, to whom."""
    held = read_case(ROOT / "cases/reports" / case)
    laws, names = catalogue(overlays), names_of(overlays)
    _, judge = tracks.run("happened", [names.ours(f) for f in held.facts], laws, lawbook(laws), held.until)
    return tuple(sorted((a.code, a.at, a.rung, a.again, a.to) for a in ledger(judge, case=case)))


@pytest.mark.requirement("XX-026", part="under another force's words the rules tell the same to the same roles at the same moments")
@pytest.mark.parametrize("case", CASES)
def test_a_case_tells_the_same_under_its_forces_own_words_and_policy(case: str) -> None:
    """Both overlays hold the one policy that `inspection` has, and no number of theirs differs otherwise: so nothing that is told may differ."""
    own = next(name for name, letters in FORCES.items() if case.startswith(letters))

    assert told(case, (own,)) == told(case, ("inspection",))


def test_the_other_forces_policy_changes_only_what_rests_on_it() -> None:
    """A child graded low before the pilot: the force then permitted it, the other force's policy never does."""
    graded = [
        fact("missing.Reported", "2019-02-03T19:00", "foster_carer"),
        fact("missing.RiskGraded", "2019-02-03T19:20", "fim", level="low", rationale="Home soon."),
    ]

    def alerts(name: str) -> set[str]:
        laws = catalogue((name,))
        _, judge = tracks.run("happened", graded, laws, lawbook(laws), moment("2019-02-03T20:00"))
        return {alert.code for alert in ledger(judge, case="low")}

    assert "missing.never-low" in alerts("north-yorkshire") - alerts("northamptonshire")
    assert alerts("northamptonshire") <= alerts("north-yorkshire")


def test_the_unit_of_who_did_it_is_ours_too() -> None:
    base = fact("missing.Reported", "2026-03-02T19:00", "foster_carer")
    by = Actor(role="MHET staff", unit="M.H.E.T.")
    kept = names_of(("north-yorkshire",)).ours(Fact(id=base.id, type=base.type, data=base.data, occurred=base.occurred, by=by, about=base.about))

    assert kept.by.role == "coordinator"
    assert kept.by.unit == "M.H.E.T.", "letters with stops are another spelling, which nobody has written"
