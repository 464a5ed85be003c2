"""What changes people. Each helper takes the :class:`~tutela.foundations.work.unit.Work` of an operation, so that none runs outside one.

A helper gives the row and the :class:`Note` values of what happened. The chronology stands above this part: whoever calls, notes them with
``record.chronology.operations.note_all(work, notes)``. A fact from outside carries its own words, and its notes are not noted again.
"""

from tutela.record.people.operations.adding import Hints, add_person, find_or_add_from_source, identify, make_known
from tutela.record.people.operations.details import (
    end_address,
    end_care,
    end_professional,
    end_relationship,
    record_address,
    record_care,
    record_name,
    record_professional,
    record_relationship,
    set_sex,
)
from tutela.record.people.operations.lives import Birth, dispute_birth, estimate_age, record_death, set_birth
from tutela.record.people.operations.markers import end_marker, record_marker, review_marker
from tutela.record.people.operations.merging import merge, unmerge
from tutela.record.people.operations.notes import Note
from tutela.record.people.operations.receiving import ours, outside, receive

__all__ = [
    "Birth", "Hints", "Note", "add_person", "dispute_birth", "end_address", "end_care", "end_marker", "end_professional", "end_relationship", "estimate_age",
    "find_or_add_from_source", "identify", "make_known", "merge", "ours", "outside", "receive", "record_address", "record_care", "record_death",
    "record_marker", "record_name", "record_professional", "record_relationship", "review_marker", "set_birth", "set_sex", "unmerge",
]
