"""``tutela docs``: writes the generated pages, or says which are stale."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from typing import Any

from tutela.config import cli_audit
from tutela.config.cli_replay import CASES
from tutela.desks.replay.pages import beside
from tutela.desks.replay.queries import replayed
from tutela.facts import page as facts_page
from tutela.law import pages as law_pages


def add(commands: Any) -> None:
    """Declare the command."""
    docs = commands.add_parser("docs", help="write docs/generated, or check that it is fresh")
    docs.add_argument("--check", action="store_true")
    docs.add_argument("--folder", type=Path, default=Path("docs/generated"))
    docs.set_defaults(run=_docs)


def _docs(asked: argparse.Namespace) -> int:
    product: dict[str, str] = importlib.import_module("tutela.config.generated").pages()  # by name: this module knows no framework
    cases = tuple(replayed(CASES / "reports"))  # once, for both pages that tell of them
    told = {"audit.md": cli_audit.page(cases), "replay.md": beside.render(cases)}
    pages = {"facts.md": facts_page.render(), **law_pages.render_all(), **told, **product}
    stale = [name for name, text in pages.items() if not (asked.folder / name).is_file() or (asked.folder / name).read_text(encoding="utf-8") != text]
    if asked.check:
        for name in stale:
            print(f"{asked.folder / name} is stale: run 'make docs'.", file=sys.stderr)
        return 1 if stale else 0
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (asked.folder / name).write_text(pages[name], encoding="utf-8")
    print(f"{len(pages)} pages, {len(stale)} written.")
    return 0
