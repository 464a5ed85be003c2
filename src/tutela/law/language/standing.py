"""What speaks for an entry: somebody named does something for this child by a time. Each mark is readable, and so is its weight.

Marks are the anchors (``words/anchors.yaml``), what ``specificity`` counts, and a few shapes that words alone do not show. Their
weights were learnt from the committed corpus by ``python -m bench.language`` and stand in ``words/weights.yaml``.
Source: ``requirements.md`` 5.2 (G1 to G7) and 5.3.2; AH-025, AH-099.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import msgspec.yaml

from tutela.law.language.library import library
from tutela.law.language.reading import Reading

_CLOCK = re.compile(
    r"\b(?:[01]\d|2[0-3])[:.]?[0-5]\d\b|\b\d[:.][0-5]\d\b|\bnoon\b|\bmidnight\b|\b\d{1,2}\s?[ap]m\b|\bp[1-6]\b"
    r"|\b\d+ ?(?:mins?|mns|minutes?|hours?|hrs?)\b")
_BY = re.compile(
    r"\b(?:by|before|within|until|from|at|after|till|latest|due|booked|back|here|there) (?:the |an )?"
    r"(?:\d{3,4}\b|\d\d?[:.]\d\d|noon|midnight|hour|nine|ten|four|five)")
_DAY = re.compile(
    r"\b(?:tonight|today|tomorrow|mon|tues?|weds?|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|this (?:morning|afternoon|evening)|\d+(?:st|nd|rd|th)|immediately)\b")
_RANKED = re.compile(
    r"\b(?:PC|DC|DS|DI|PS|Sgt|Insp|SW|DCI|PCSO|Mr|Mrs|Ms|Dr|DSL|ISVA|IDVA|FLO|DMI|DO|SM|HV)\s[A-Z][a-z]+"
    r"|\b(?:PC|DC|PS)\s\d+|\b[A-Z]{2}\d{1,2}\b")
_NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][a-z]{2,}\b")
_AGE = re.compile(r"\(\d{1,2}\)|\b1?\d\b(?=[,.] |,|\.$)|\b(?:aged|is|of|turned) 1?\d\b|\b1?\d ?(?:yo|yrs?|year)")
_DOING = re.compile(
    r"\b(?:going|coming|looking|forcing|staying|meeting|seeing|ringing|checking|calling|bringing|drafting|collecting|viewing|attending|launching|driving|taking"
    r"|sitting|fitting|leading|holding|conveying|handing|watching|knocking|searching|pulling|moving|dropping|tracing|diverted|spoken)\b")
_OPENS = re.compile(
    r"(?:high|red|immediate|imediate|raised|kept|medium to high|grade|declined|refused|no\.|not filed|not used|granted|pp|taken|strategy|arrest"
    r"|please|reopened|agreed)\b")
_DEED = ("ask|visit|knock|submit|check|ring|seize|get|find|speak|search|view|trace|bring|tell|show|photograph|take|call|meet|see|go|hold|arrest|fetch|look for"
         "|hear|wake|treat|separate|confirm|verify|escort|book|chase|interview|change|fit|move|refer|collect|stop|pull|watch|write|record|sit|stay|put|give|send|pick|draw|follow|download|request|apply|circulate|arrange")
_PLEASE = re.compile(rf"\bplease (?:{_DEED}|come|have|keep|wait|look|attend)\b")
_ORDERS = re.compile(rf"(?:^|[.;:,] )(?:then |and |also )?(?:{_DEED})\b (?!if|back|round|when|us|me if|up|going|an eye)")
_SOMEBODY_DOES = re.compile(
    r"(?:[a-z]\.|;|:) ?(?:[A-Z][a-z]+|[A-Z]{2}) (?:told|rung|seen|seized|arrested|checked|asked|called|met|going|coming|to|with|has|at|by|on) ")
_EARLY = 8
_STEPS = {"marks": (2, 3, 4, 5, 6), "words": (3, 5, 8)}


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How all is weighed: the weight of each mark, of a sign's point against them, of both against the words, and where the lines are drawn.

    `lines` is where the line is drawn for an entry that holds so many names, times and figures or more: high for none, as their want is
    counted against it already, and low for many. `own` is where the line of a category is drawn that has one besides, for an entry that
    holds `own_from` of them: over it, the entry is told of that category where it leans to it.
    Under `clearly` an entry is so good that a phrase which it quotes or denies is not held against it. `leans` is what a point adds
    to a category, `near` how close a category must come to the likeliest (`nearer`, where no sign of it stands), and `unlearnt` where
    a category begins whose words were not learnt.
    """

    learnt_from: str
    point: float
    points_at_most: int
    share: float
    lines: dict[int, float]
    own: dict[str, float]
    own_from: int
    leans: float
    near: float
    nearer: float
    unlearnt: float
    clearly: float
    marks: dict[str, float]


    def line(self, exact: int) -> float:
        """Where the line is drawn for an entry of so many names, times and figures."""
        return self.lines[max(least for least in self.lines if least <= exact)]


@cache
def weights() -> Weights:
    """The weights as committed."""
    raw: Any = msgspec.yaml.decode(files(__package__).joinpath("words", "weights.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Weights)


def shapes(reading: Reading, plain: str) -> frozenset[str]:
    """The marks of an entry that are no anchors: times, names, an order, and the words of who, what, where and when.

    :param plain: its own words, folded, with every quotation blanked
    """
    written = reading.text if plain == reading.folded else "".join(
        kept if kept == "\u00b7" else char for char, kept in zip(reading.text, plain, strict=True))
    clocks, named = len(_CLOCK.findall(plain)), len(_NAME.findall(written))
    found = {
        "a clock time": clocks > 0, "two clock times": clocks > 1, "a clock time, not at the start": bool(clocks and _CLOCK.search(plain, _EARLY)),
        "a day": bool(_DAY.search(plain)), "a rank and name, or call sign": bool(_RANKED.search(written)), "a name": named > 0,
        "two names": named > 1, "an age": bool(_AGE.search(plain)), "a quotation": plain != reading.folded,
        "somebody is doing": bool(_DOING.search(plain)), "opens with the level or the act": bool(_OPENS.match(plain)),
        "please, and an act": bool(_PLEASE.search(plain)), "an order": bool(_ORDERS.search(plain)), "a time to act by": bool(_BY.search(plain)),
        "somebody, and what they do": bool(_SOMEBODY_DOES.search(written)),
    }
    words = {kind: len(reading.words & getattr(library().specific, kind)) for kind in ("who", "what", "where", "when")}
    many = {f"{least} words of who, what, where, when" for least in _STEPS["words"] if sum(words.values()) >= least}
    return frozenset({shape for shape, held in found.items() if held} | many | {f"says {kind}" for kind, count in words.items() if count})


def marks(shaped: frozenset[str], anchors: Collection[str]) -> frozenset[str]:
    """All marks of an entry: its shapes, its anchors, and how many of both."""
    found = len(anchors) + sum(not mark.startswith("says ") and "words of" not in mark for mark in shaped)
    return shaped | {f"anchor: {anchor}" for anchor in anchors} | {f"{least} marks or more" for least in _STEPS["marks"] if found >= least}


def against(held: Collection[str], learnt: Mapping[str, float]) -> float:
    """How much is left against an entry once its marks have spoken for it: above nought, more entries were bad than good."""
    return learnt.get("always", 0.0) + sum(learnt.get(mark, 0.0) for mark in sorted(held))
