"""What a person must know first about an occurrence, put together for one viewer: the eight answers, and the chronology in words."""

from tutela.record.enquiries.engine import gaps, tables
from tutela.record.enquiries.engine.answers import Owed, answers, banner, plan_lines, reported_lines, stands_line
from tutela.record.enquiries.engine.before import level_badge, warnings, warnings_about
from tutela.record.enquiries.engine.entries import Told, entries, information_line, level_words, names_of, question_words, role_words
from tutela.record.enquiries.engine.happening import decided_words, search_line, state_words, unallocated_badge, was_sent

__all__ = [
    "Owed", "Told", "answers", "banner", "decided_words", "entries", "gaps", "information_line", "level_badge", "level_words", "names_of",
    "plan_lines", "question_words", "reported_lines", "role_words", "search_line", "stands_line", "state_words", "tables", "unallocated_badge",
    "warnings", "warnings_about", "was_sent",
]
