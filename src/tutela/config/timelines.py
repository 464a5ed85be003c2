"""The page of timelines: every case of a folder on its three tracks, as one file that opens in a browser."""

from __future__ import annotations

from pathlib import Path

from tutela.desks.replay.pages import CasePage, Told, case_page, render, replay_page
from tutela.desks.replay.queries import read_case
from tutela.law import tracks
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.replay import ledger
from tutela.law.messages import words


def write_page(cases: Path, page: Path) -> Path:
    """Replay every case of a folder and write the page.

    :returns: where it was written
    """
    made = [_case(folder) for folder in sorted(cases.iterdir()) if (folder / "facts.jsonl").is_file()]
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render(replay_page(made)), encoding="utf-8")
    return page


def _case(folder: Path) -> CasePage:
    case = read_case(folder)
    laws = catalogue(case.overlays)
    book = lawbook(laws)
    told = []
    for track in tracks.TRACKS:
        facts, judge = tracks.run(track, case.facts, laws, book, case.until)
        told.append(Told(track=track, facts=facts, alerts=ledger(judge, case=case.id), until=case.until))
    return case_page(id=case.id, title=case.title, source=case.source, tracks=told, rules=laws.by_code, words=words)
