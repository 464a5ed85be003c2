"""The cases of a folder, each replayed once on every track: for the command that counts and for the generated pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from tutela.desks.replay.queries.cases import Case, Comparison, Expectation, compare, read_case
from tutela.desks.replay.queries.differences import Difference, differences
from tutela.desks.replay.queries.failures import Failure, Outcome, becomes, failures
from tutela.law import tracks
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.replay import Alert, ledger

COUNTED: Final = (
    "cases", "expected", "raised", "missing", "unexplained", "explained", "deferred", "expected alerts raised", "expectation wrong", "features",
)


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """One case on every track."""

    case: Case
    law: Catalogue
    judges: dict[tracks.Track, Judge]
    told: dict[tracks.Track, list[Alert]]
    found: Comparison
    wrong: tuple[tuple[Expectation, str], ...]
    """The expectations that are not raised and are held to be wrong, each with its ground."""
    ending: tracks.Ending

    def counts(self) -> Counter[str]:
        """The case in numbers, by the names in ``COUNTED``."""
        case, found = self.case, self.found
        return Counter({
            "cases": 1, "expected": len(case.expected), "raised": found.raised, "missing": len(found.missing), "unexplained": len(found.unexplained),
            "explained": found.explained, "deferred": len(case.deferred), "expected alerts raised": len(case.expected) - len(found.missing),
            "expectation wrong": len(self.wrong), "features": len(case.features),
        })

    def outcomes(self) -> list[tuple[Failure, Outcome]]:
        """Every failure of the case, with what becomes of it on the driven track."""
        return [(f, becomes(f, self.judges["driven"])) for f in failures(self.case, self.judges["happened"], self.told["happened"])]


def replayed(folder: Path) -> Iterator[Replayed]:
    """Every case of a folder, by name."""
    laws: dict[tuple[str, ...], Catalogue] = {}
    given = differences(folder)
    for path in sorted(p for p in folder.iterdir() if (p / "facts.jsonl").is_file()):
        case = read_case(path)
        law = laws.setdefault(case.overlays, catalogue(case.overlays))
        yield _replay(case, law, given)


def _replay(case: Case, law: Catalogue, given: Iterable[Difference]) -> Replayed:
    book = lawbook(law)
    judges = {track: tracks.run(track, case.facts, law, book, case.until)[1] for track in tracks.TRACKS}
    told = {track: ledger(judge, case=case.id) for track, judge in judges.items()}
    found = compare(case, told["happened"])
    grounds = {(d.missing, d.at): d.ground for d in given if d.case == case.id and d.missing and d.ground.strip()}
    return Replayed(
        case=case, law=law, judges=judges, told=told, found=found, ending=tracks.ending(case.facts, law, book, case.until),
        wrong=tuple((e, grounds[e.also, e.at]) for e in found.missing if (e.also, e.at) in grounds),
    )


def total(cases: Iterable[Replayed]) -> str:
    """The counts of all cases in one line."""
    sums: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    for one in cases:
        sums.update(one.counts())
    return ", ".join(f"{name} {sums[name]}" for name in COUNTED)
