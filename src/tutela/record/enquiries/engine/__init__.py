"""What a person must know first about an occurrence, put together for one viewer: the eight answers, and the chronology in words."""

from tutela.record.enquiries.engine import tables
from tutela.record.enquiries.engine.answers import Owed, answers, banner
from tutela.record.enquiries.engine.entries import Told, entries, level_words, names_of, role_words

__all__ = ["Owed", "Told", "answers", "banner", "entries", "level_words", "names_of", "role_words", "tables"]
