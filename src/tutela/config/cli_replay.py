"""``tutela replay``: cases through the law, on three tracks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, get_args

import msgspec
import msgspec.yaml
import yaml

from tutela.desks.replay.queries import Case, Comparison, read_facts, replayed, total
from tutela.facts import Fact
from tutela.facts.form import Sensitivity
from tutela.facts.reading import Rejected
from tutela.foundations.kit import clock
from tutela.law import tracks
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.parameters import LOCAL, OverlayRefused
from tutela.law.kernel.replay import Alert, ledger
from tutela.law.messages import words
from tutela.law.overlays import OverlayUnreadable, names_of

CASES: Final = Path("cases")
WARNING: Final = "For cases without identities: real children's data goes through the product's own doors, with purpose, access and log."
RESTRICTIONS: Final = tuple(name for name in get_args(Sensitivity) if name != "none")
"""What a reader of facts may be allowed to see."""


def add(commands: Any) -> None:
    """Declare the commands."""
    replay = commands.add_parser("replay", help="what should have been told, when, to whom, and why", description=WARNING)
    replay.add_argument("file", nargs="?", type=Path, help="a file of facts, one JSON object a line")
    replay.add_argument("--track", choices=tracks.TRACKS, default="happened")
    replay.add_argument("--until", type=moment_of, help="how far the clock runs (ISO 8601 with offset, or a date)")
    replay.add_argument("--law", choices=("then", "now"), default="then", help="the numbers in force at each event, or today's")
    replay.add_argument("--overlay", action="append", default=[], metavar="NAME|FILE")
    replay.add_argument("--json", action="store_true", help="one alert a line")
    replay.add_argument("--all", action="store_true", help="every case of a folder against what is expected of it, on all tracks")
    replay.add_argument("--cases", type=Path, default=CASES / "reports", help="the folder for --all")
    replay.add_argument("--draft", type=Path, metavar="GROUNDS", help="with --all: write explained.yaml anew from a file of grounds by rule, to be read over")
    replay.set_defaults(run=_replay)


def refused(command: str, wrong: Exception) -> int:
    """Say what is wrong with an overlay, in one line, and how such a command then ends."""
    print(f"tutela {command}: the overlay is not taken: {wrong}", file=sys.stderr)
    return 2


def moment_of(text: str) -> datetime:
    """A moment as it is typed: with its offset, or in UK local time."""
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=LOCAL)).astimezone(UTC)


def _replay(asked: argparse.Namespace) -> int:
    if asked.all:
        return replay_all(asked.cases, draft=asked.draft)
    if asked.file is None or not asked.file.is_file():
        print(f"tutela replay: no such file: {asked.file}. Name a file of facts, or use --all.", file=sys.stderr)
        return 2
    try:
        laws, names = catalogue(tuple(asked.overlay)), names_of(tuple(asked.overlay))
    except (OverlayRefused, OverlayUnreadable) as wrong:
        return refused("replay", wrong)
    facts, clocks, rejected = read_facts(asked.file)
    book = lawbook(laws, now=clock.now() if asked.law == "now" else None)
    if not asked.json:
        print(WARNING, file=sys.stderr)
    for case, written in facts.items():
        rows = [names.ours(fact) for fact in written]
        until = asked.until or clocks.get(case) or max(fact.occurred.latest for fact in rows)
        lived, judge = tracks.run(asked.track, rows, laws, book, until)
        told = ledger(judge, case=case)
        if asked.json:
            sys.stdout.write("".join(f"{line(alert)}\n" for alert in told))
        else:
            print(story(case, lived, told, until))
    return rejects(asked.file, rejected)


def rejects(path: Path, rejected: Sequence[Rejected]) -> int:
    """Keep what could not be read beside the file, each with what would be right; the rest was replayed."""
    kept = path.with_name(f"{path.name}.rejected.jsonl")
    if not rejected:
        kept.unlink(missing_ok=True)
        return 0
    kept.write_bytes(b"".join(msgspec.json.encode(bad) + b"\n" for bad in rejected))
    for bad in rejected:
        print(f"{path}: {bad}", file=sys.stderr)
    print(f"{len(rejected)} lines could not be read and are in {kept}; the rest was replayed.", file=sys.stderr)
    return 1


def line(alert: Alert) -> str:
    """One alert as one line of JSON."""
    return msgspec.json.encode(alert).decode()


def local(at: datetime) -> str:
    """UK local time, with the weekday."""
    return at.astimezone(LOCAL).strftime("%a %d %b %Y %H:%M")


def story(case: str, facts: Sequence[Fact], told: Sequence[Alert], until: datetime) -> str:
    """What happened and what was told, in one order, for people to read."""
    rows = [(f.occurred.earliest, 0, f"      {happened(f)}") for f in facts if f.occurred.earliest <= until]
    for alert in told:
        again = f" again ({alert.again})" if alert.again else ""
        rung = {"duty": f"rung {alert.rung}" if alert.rung else "opens"}.get(alert.kind, alert.kind)
        reason = "; ".join(words(b["message"], b["with"]) for b in alert.because)
        rows.append((alert.at, 1, f"  >>  {alert.code}  {rung}{again}  [{alert.state}]  to {', '.join(alert.to)}  ({', '.join(alert.also)})  {reason}"))
    rows.sort(key=lambda row: row[:2])
    return "\n".join([f"== {case}, until {local(until)}", *(f"{local(at)}{text}" for at, _, text in rows), ""])


def happened(fact: Fact) -> str:
    """A fact in one line: what, by whom, what it says."""
    said = [f"{name}: {value}" for name in fact.data.__struct_fields__ if isinstance(value := getattr(fact.data, name), str | bool | int) and value != ""]
    entered = f"  (entered {fact.entry_lag.total_seconds() / 3600:.0f} h after)" if fact.entry_lag.total_seconds() >= 3600 else ""
    return f"{fact.type}  by {fact.by.role}  {'; '.join(said)[:140]}{entered}{'  (assumed)' if fact.assumed else ''}"


def replay_all(folder: Path, *, draft: Path | None = None) -> int:
    """Every case on every track; the last line counts.

    :param draft: grounds by rule, from which each case's ``explained.yaml`` is written anew
    """
    cases = []
    for one in replayed(folder):
        cases.append(one)
        if draft:
            text = explanations(one.case, one.found, msgspec.yaml.decode(draft.read_text(encoding="utf-8")))
            (folder / one.case.id / "explained.yaml").write_text(text, encoding="utf-8")
        tail = ("   " + summary(track, one.told[track], one.judges[track]) for track in tracks.TRACKS)
        print("\n".join([f"== {one.case.id}: {one.case.title}", *_verdict(one.found), *tail]))
    false = sum(len(one.found.false) for one in cases)
    if false:
        print(f"false alarms {false}")
    print(total(cases))
    return 1 if false or any(one.found.missing or one.found.unexplained for one in cases) else 0


def explanations(case: Case, found: Comparison, grounds: dict[str, str]) -> str:
    """The alerts beyond what the source names, instant by instant, each with its ground.

    :raises KeyError: for a rule without a ground
    """
    entries: dict[str, list[str]] = {}
    for alert in found.extras:
        entries.setdefault(alert.code, []).append(alert.at.astimezone(LOCAL).isoformat())
    told = [{"code": code, "ground": grounds[code], "at": sorted(set(at))} for code, at in sorted(entries.items())]
    head = f"# {case.id}: what was told beyond what the source names, by code and instant, with its ground. No wildcards.\n"
    return head + yaml.safe_dump(told, sort_keys=False, width=200, allow_unicode=True)


def summary(track: str, told: Sequence[Alert], judge: Judge) -> str:
    """How a track ended, in one line."""
    rows = [owed for owed_rows in judge.owed.values() for owed in owed_rows]
    states: dict[str, int] = {}
    for owed in rows:
        states[owed.state.value] = states.get(owed.state.value, 0) + 1
    last = max((a for a in told if a.kind == "duty"), key=lambda a: a.at, default=None)
    top = f"; last told {local(last.at)} {', '.join(last.to)}{' (repeating)' if last.again else ''}" if last else ""
    return f"{track}: {len(told)} told; " + ", ".join(f"{n} {state}" for state, n in sorted(states.items())) + top


def _verdict(found: Comparison) -> list[str]:
    lines = [f"   missing: {', '.join(e.also)} at {local(e.at)} to {', '.join(e.to)}: {e.source}" for e in found.missing]
    lines += [f"   unexplained: {a.code} {a.at.isoformat()} rung {a.rung}.{a.again} to {', '.join(a.to)}" for a in found.unexplained]
    lines += [f"   explained and not told: {e.code} {e.at.isoformat()}" for e in found.stale]
    lines += [f"   false alarm: {a.code} {a.at.isoformat()} to {', '.join(a.to)}: {why}" for a, why in found.false]
    return lines
