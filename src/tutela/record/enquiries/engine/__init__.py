"""What a person must know first about an occurrence, put together for one viewer: the eight answers, and the chronology in words."""

from tutela.record.enquiries.engine import gaps, returned, tables
from tutela.record.enquiries.engine.answers import (
    Left,
    Owed,
    answers,
    banner,
    care_lines,
    decided_line,
    left_over,
    nothing_yours,
    plan_lines,
    plans,
    reported_lines,
    review_lines,
    sex_words,
    stands_line,
    working_lines,
    yours_from_before,
)
from tutela.record.enquiries.engine.assessing import Assessed, ElementSeen, assessed, check_words, latest_words, news
from tutela.record.enquiries.engine.before import handed_on, home_lines, level_badge, warnings, warnings_about, where_to_look
from tutela.record.enquiries.engine.entries import (
    Told,
    answer_words,
    concern_words,
    entries,
    information_line,
    level_words,
    names_of,
    question_words,
    role_words,
)
from tutela.record.enquiries.engine.happening import decided_words, off_duty, resource_line, search_line, state_words, unallocated_badge

__all__ = [
    "Assessed", "ElementSeen", "Left", "Owed", "Told", "answer_words", "answers", "assessed", "banner", "care_lines", "check_words", "concern_words",
    "decided_line", "decided_words", "entries", "gaps", "handed_on", "home_lines", "information_line", "latest_words", "left_over", "level_badge",
    "level_words", "names_of", "news", "nothing_yours", "off_duty", "plan_lines", "plans", "question_words", "reported_lines", "resource_line", "returned",
    "review_lines", "role_words", "search_line", "sex_words", "stands_line", "state_words", "tables", "unallocated_badge", "warnings", "warnings_about",
    "where_to_look", "working_lines", "yours_from_before",
]
