"""``tutela audit-case``: cases through the law as they happened, held against the criteria of a case audit; a grade is proposed, a person grades."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from tutela.config.cli_replay import CASES, RESTRICTIONS, WARNING, moment_of, refused, rejects
from tutela.desks.replay.queries import Published, Replayed, published, read_case, read_facts
from tutela.facts import Fact
from tutela.law import tracks
from tutela.law.audit.grading import Audit, audit
from tutela.law.audit.page import Told, plain, render
from tutela.law.audit.words import GRADES, redacted, sentence, story, under
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.parameters import OverlayRefused
from tutela.law.overlays import OverlayUnreadable, names_of


def add(commands: Any) -> None:
    """Declare the command."""
    one = commands.add_parser("audit-case", help="hold a case against the criteria of a case audit, and propose a grade", description=WARNING)
    one.add_argument("path", type=Path, nargs="?", default=CASES / "reports", help="a file of facts, a case's folder, or a folder of cases (a table)")
    one.add_argument("--track", choices=tracks.TRACKS, default="happened")
    one.add_argument("--until", type=moment_of, help="how far the clock runs (ISO 8601 with offset, or a date)")
    one.add_argument("--overlay", action="append", default=[], metavar="NAME|FILE", help="for a file; a case's folder names its own")
    one.add_argument("--may-see", action="append", default=[], choices=RESTRICTIONS, help="what the reader may see of restricted facts (default: nothing)")
    one.add_argument("--json", action="store_true", help="one case a line")
    one.set_defaults(run=_audit)


def _audit(asked: argparse.Namespace) -> int:
    path: Path = asked.path
    if not path.exists():
        print(f"tutela audit-case: nothing there: {path}. Name a file of facts, a case's folder, or a folder of cases.", file=sys.stderr)
        return 2
    if not asked.json:
        print(WARNING, file=sys.stderr)
    may_see, bad = frozenset(asked.may_see), 0
    if path.is_file():
        try:
            catalogue(tuple(asked.overlay))
            names = names_of(tuple(asked.overlay))
        except (OverlayRefused, OverlayUnreadable) as wrong:
            return refused("audit-case", wrong)
        facts, clocks, rejected = read_facts(path)
        audits = []
        for case, rows in facts.items():
            until = asked.until or clocks.get(case) or max(f.occurred.latest for f in rows)
            audits.append(Told(audit=audited(case, map(names.ours, rows), until, tuple(asked.overlay), asked.track)))
        bad = rejects(path, rejected)
    else:
        audits = read(path, asked.until, asked.track)
    audits = [msgspec.structs.replace(told, audit=redacted(told.audit, may_see)) for told in audits]
    if asked.json:
        sys.stdout.write("".join(f"{line(told)}\n" for told in audits))
    elif path.is_dir() and not (path / "facts.jsonl").is_file():
        print(plain(audits))
    else:
        print("\n".join(story(told.audit, title=told.title) + _beside(told) for told in audits))
    return bad


def audited(case: str, facts: Iterable[Fact], until: datetime, overlays: tuple[str, ...], track: tracks.Track = "happened") -> Audit:
    """One case through the law and the criteria."""
    laws = catalogue(overlays)
    _, judge = tracks.run(track, facts, laws, lawbook(laws), until)
    return audit(judge, case)


def read(folder: Path, until: datetime | None = None, track: tracks.Track = "happened") -> list[Told]:
    """The audits of a case's folder, or of every case of a folder, beside what the reports publish of them."""
    folders = [folder] if (folder / "facts.jsonl").is_file() else sorted(p for p in folder.iterdir() if (p / "facts.jsonl").is_file())
    known = published(folder.parent if folders == [folder] else folder)
    found = []
    for path in folders:
        case = read_case(path)
        found.append(_told(audited(case.id, case.facts, until or case.until, case.overlays, track), case.title, known.get(case.id)))
    return found


def _told(audit_: Audit, title: str, said: Published | None) -> Told:
    if said is None:
        return Told(audit=audit_, title=title)
    return Told(
        audit=audit_, title=title, published=" or ".join(GRADES[grade] for grade in said.grades), kind=said.kind, words=said.words, cites=said.cites,
        remark=said.remark, agreement=said.compares(audit_.proposed.grade),
    )


def _beside(told: Told) -> str:
    if not told.cites:
        return ""
    grades = f"{told.published} ({told.kind}): {told.agreement}" if told.published else "no grade"
    return f"Published: {grades}. “{told.words}” ({told.cites}). {told.remark}".rstrip() + "\n"


def line(told: Told) -> str:
    """One audit as one line of JSON, with the sentence and the definition in words."""
    said = msgspec.to_builtins(told)
    said["audit"]["proposed"] |= {"sentence": sentence(told.audit.proposed), "under": under(told.audit.proposed)}
    return msgspec.json.encode(said).decode()


def page(cases: Iterable[Replayed], folder: Path = CASES / "reports") -> str:
    """The generated page: every case of the reports, as it happened, for a reader who may see nothing restricted."""
    known = published(folder)
    return render(_redacted([_told(audit(one.judges["happened"], one.case.id), one.case.title, known.get(one.case.id)) for one in cases]))


def _redacted(audits: Sequence[Told]) -> list[Told]:
    return [msgspec.structs.replace(told, audit=redacted(told.audit)) for told in audits]
