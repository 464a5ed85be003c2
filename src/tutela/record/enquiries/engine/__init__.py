"""What a person must know first about an occurrence, put together for one viewer: the eight answers, and the chronology in words."""

from tutela.record.enquiries.engine import gaps, tables
from tutela.record.enquiries.engine.answers import Owed, answers, banner, said_of_child, state_words, unallocated_badge
from tutela.record.enquiries.engine.entries import Told, entries, information_line, level_words, names_of, role_words

__all__ = [
    "Owed", "Told", "answers", "banner", "entries", "gaps", "information_line", "level_words", "names_of", "role_words", "said_of_child", "state_words",
    "tables", "unallocated_badge",
]
