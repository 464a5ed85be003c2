"""What is promised in passing: somebody will do something, and nobody has made it an action."""

from __future__ import annotations

import re
from typing import Final

_WHO: Final = (
    r"(?:officers?|police|we|i|they|staff|units?|a car|cars?|patrols?|response|somebody|someone|"
    r"(?:pc|ps|dc|ds|di|sgt|insp|pcso|const(?:able)?|sergeant|inspector)\.?"
    r"(?: [\w'-]+){1,2}|(?:the )?(?:coordinator|owner|team|carer|social worker|home|nights?|days?|lates?|earl(?:y|ies)|next shift))"
)
_WILL: Final = r"(?:will|shall|'ll|(?:is|are|am) going to|(?:is|are|am) to|to)"
_DOES: Final = (
    r"(?:check|visit|attend|search|speak|talk|ring|call|phone|telephone|look|go|ask|contact|review|view|watch|collect|seize|trace|follow|knock|obtain|get|request|"
    r"interview|download|circulate|chase|find|try|see|make|drive|take|bring|tell|update)"
)
_PROMISE: Final = re.compile(rf"\b{_WHO}\s?{_WILL}(?: then| also| now| again| first)? {_DOES}\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^.;!?\n]+")
LONGEST: Final = 300


def promises(text: str) -> tuple[str, ...]:
    """The parts of a text that say who will do what, each once, in order: what is offered as an action. What was done, or will not be, is none."""
    said = (part.strip() for part in _SENTENCE.findall(text) if _PROMISE.search(part))
    return tuple(dict.fromkeys(part[:LONGEST] for part in said))
