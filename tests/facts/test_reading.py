"""Reading facts: what is accepted, and what an error says of what cannot be read."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from tutela.facts import CaseClock, Fact
from tutela.facts.reading import Rejected, Unreadable, read, read_line
from tutela.facts.registry import TYPES

GOOD: dict[str, Any] = {
    "v": 1, "id": "f1", "fact": "missing.Reported", "occurred": {"at": "2026-06-02T19:00:00+01:00"}, "by": {"role": "care_home"},
    "about": [{"kind": "child", "ref": "c1", "as": "missing"}, {"kind": "episode", "ref": "e1"}],
    "data": {"missing_from": "foster", "concerns": ["self_harm"]},
}


def changed(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def fact(**changes: Any) -> Fact:
    read_fact = read_line(changed(**changes))
    assert isinstance(read_fact, Fact)
    return read_fact


@pytest.mark.parametrize(
    ("changes", "field", "right"),
    [
        ({"fact": "missing.Reportd"}, "fact", "missing.Reported"),
        ({"v": 2}, "v", "1"),
        ({"occurred": {"at": "2026-06-02T19:00:00"}}, "occurred.at", "offset"),
        ({"occurred": {}}, "occurred", '"at"'),
        ({"occurred": {"at": "2026-06-02T19:00:00Z", "to": "2026-06-02T19:00:00Z"}}, "occurred", "either"),
        ({"occurred": {"from": "2026-06-03T00:00:00Z", "to": "2026-06-02T00:00:00Z"}}, "occurred.to", "later end"),
        ({"recorded_at": "yesterday"}, "recorded_at", "ISO 8601"),
        ({"known": {"force": "2026-06-02T19:00:00"}}, "known.force", "offset"),
        ({"about": [{"kind": "kid", "ref": "c1"}]}, "about[0].kind", "child"),
        ({"about": [{"kind": "child", "ref": "c1"}]}, "about", "episode"),
        ({"about": []}, "about", "kind"),
        ({"data": {"missing_from": "foter"}}, "data.missing_from", "foster"),
        ({"data": {"missng_from": "foster"}}, "data.missng_from", "missing_from"),
        ({"data": {"concerns": ["selfharm"]}}, "data.concerns[0]", "self_harm"),
        ({"data": {"out_of_character": "yes"}}, "data.out_of_character", "true or false"),
        (
            {"fact": "governance.MeasureTaken", "about": [{"kind": "unit", "ref": "u1"}], "data": {"measure": "in-time", "value": "most"}},
            "data.value", "a number",
        ),
        ({"by": {"rol": "x"}}, "by.rol", "role"),
        ({"by": {}}, "by.role", "role"),
        ({"occured": {}}, "occured", "occurred"),
    ],
)
def test_an_error_names_the_field_and_what_would_be_right(changes: dict[str, Any], field: str, right: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_line(changed(**changes))
    assert caught.value.field == field
    assert right in caught.value.right


def test_a_bad_line_is_kept_with_its_number_and_the_good_ones_go_on() -> None:
    lines = [changed(), "", "{nope", changed(fact="missing.Vanished"), '{"case": "a", "clock": "2026-06-03T00:00:00+01:00"}']
    found = list(read(lines))
    assert [type(item) for _, item in found] == [Fact, Rejected, Rejected, CaseClock]
    bad = found[1][1]
    assert isinstance(bad, Rejected)
    assert (bad.line, bad.field, bad.text) == (3, "the whole line", "{nope")
    assert str(bad).startswith("line 3: the whole line: not JSON")


def test_times_are_utc_and_what_is_absent_is_as_early_as_what_is_given() -> None:
    plain = fact()
    assert plain.occurred.earliest.isoformat() == "2026-06-02T18:00:00+00:00"
    assert plain.held_from == plain.shown_from == plain.occurred.earliest
    late = fact(known={"force": "2026-06-02T20:00:00Z"}, recorded_at="2026-06-03T00:00:00Z")
    assert (late.held_from.hour, late.shown_from.hour, late.entry_lag.total_seconds()) == (20, 0, 6 * 3600)


def test_without_an_id_the_same_fact_is_the_same_whenever_it_is_read() -> None:
    by_source = {k: v for k, v in GOOD.items() if k != "id"} | {"source": {"system": "storm", "ref": "7"}}
    bare = {k: v for k, v in GOOD.items() if k != "id"}
    assert fact_of(by_source).id == "storm:7"
    assert fact_of(bare).id == fact_of(dict(reversed(list(bare.items())))).id
    assert fact_of(bare).id != fact_of(bare | {"occurred": {"at": "2026-06-02T19:01:00+01:00"}}).id


def fact_of(line: dict[str, Any]) -> Fact:
    read_fact = read_line(json.dumps(line))
    assert isinstance(read_fact, Fact)
    return read_fact


def test_a_legacy_category_is_accepted_and_kept_as_it_came() -> None:
    assert fact(data={"category": "absent"}).data == TYPES["missing.Reported"](category="absent")


@pytest.mark.parametrize("name", TYPES)
def test_the_published_example_of_every_fact_reads_back(name: str) -> None:
    cls = TYPES[name]
    about = [{"kind": kinds.split("|")[0], "ref": f"r{n}"} for n, kinds in enumerate(cls.ABOUT or ("child",))]
    read_fact = fact(fact=name, about=about, data=cls.EXAMPLE)
    assert read_fact.type == name
    known = {field.encode_name for field in msgspec.structs.fields(cls)}
    assert cls.EXAMPLE.keys() <= known
    assert cls.__doc__
