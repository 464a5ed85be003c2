"""Flags on words: noticed, kept with the rules that noticed them, answered by their author; none of them stops anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.record.people.acts import AT, child, officer, work
from tutela.foundations.work.errors import Refused
from tutela.record.wording import operations, queries
from tutela.record.wording.models import Flagged

WRITTEN = "Often goes missing and always comes back. She is streetwise and puts herself at risk."


def test_the_authors_own_words_where_they_stand_and_by_which_rules() -> None:
    found = queries.check(WRITTEN)
    assert "victim-blaming" in {flag.category for flag in found}
    for flag in found:
        assert flag.starts is not None
        assert WRITTEN[flag.starts:flag.ends] == flag.words
        assert flag.suggestion
        assert (len(flag.digest), flag.digest) == (64, queries.digest())


def test_a_statement_of_fact_may_be_short_and_a_review_may_not() -> None:
    assert queries.check("Noted.", "statement") == []
    assert [flag.category for flag in queries.check("Noted.", "review")] == ["superficial", "acknowledgement"]
    assert queries.check("", "review") == []


@pytest.mark.django_db
def test_flags_are_kept_once_and_answered_once() -> None:
    author = officer()
    act = work(by=author)
    ref = child(act)
    kept = operations.check_and_keep(act, "f:1", ref, "rationale", WRITTEN)
    assert len(kept) == len(operations.check_and_keep(act, "f:1", ref, "rationale", WRITTEN))
    with pytest.raises(Refused, match="say-why"):
        operations.answer(act, kept[0].pk, "justified", " ")
    operations.answer(act, kept[0].pk, "justified", "It is what the worker wrote.")
    with pytest.raises(Refused, match="already-answered"):
        operations.answer(act, kept[0].pk, "changed")
    held = queries.of_facts(["f:1"])["f:1"]
    assert {h.answer for h in held if h.id == kept[0].pk} == {"justified"}
    assert len(queries.about([ref])) == len(kept)
    assert sum(queries.by_author(author.ref, AT - timedelta(days=1)).values()) == len(kept)
    assert queries.by_author(author.ref, AT + timedelta(days=1)) == {}
    assert operations.keep(act, "f:2", ref, "rationale", []) == []


@pytest.mark.django_db
def test_an_answer_has_somebody_and_a_moment() -> None:
    act = work()
    kept = operations.check_and_keep(act, "f:1", child(act), "rationale", WRITTEN)
    for wrong in ({"answer": "changed"}, {"answered_by": "o:1"}, {"answer": "justified", "answered_by": "o:1", "answered_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Flagged.objects.filter(pk=kept[0].pk).update(**wrong)
    with pytest.raises(Refused, match="no-such-flag"):
        operations.answer(act, act.id, "changed")
