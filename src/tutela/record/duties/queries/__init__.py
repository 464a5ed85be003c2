"""Reading what is owed: cards for lists and pages, one duty with all that it went through, what a person was told."""

from tutela.record.duties.queries.after import After, after, is_mine
from tutela.record.duties.queries.answering import asked_of
from tutela.record.duties.queries.cards import (
    DutyCard,
    Page,
    Reason,
    all_open,
    by_code,
    for_subjects,
    known_as,
    late_counts,
    mine,
    of_team,
    one,
    pressing,
)
from tutela.record.duties.queries.doing import act, for_whoever_goes, where
from tutela.record.duties.queries.health import health, sweep_banner
from tutela.record.duties.queries.history import Step, history
from tutela.record.duties.queries.kept import Kept, kept
from tutela.record.duties.queries.noticed import Noticed, noticed, noticed_of
from tutela.record.duties.queries.told import Bundle, ToldLine, counts, told_to
from tutela.record.duties.queries.waiting import WaitingRequest, waiting_requests

__all__ = [
    "After", "Bundle", "DutyCard", "Kept", "Noticed", "Page", "Reason", "Step", "ToldLine", "WaitingRequest", "act", "after", "all_open", "asked_of", "by_code",
    "counts", "for_subjects", "for_whoever_goes", "health", "history", "is_mine", "kept", "known_as", "late_counts", "mine", "noticed", "noticed_of", "of_team",
    "one", "pressing", "sweep_banner", "told_to", "waiting_requests", "where",
]
