"""What documents tell a reader to type exists, and no document names the machine on which it was written."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final

from tests.architecture.canaries.instructions import CANARIES, COMMAND, HERE
from tests.architecture.canary import ROOT, Broken, Canary, each
from tutela.config import cli_audit, cli_docs, cli_law, cli_product, cli_replay, cli_spark

TYPED: Final = re.compile(r"(?:`|^\$? *)(make|(?:\.venv/bin/)?tutela) +([a-z][a-z-]*)", re.MULTILINE)
"""A command, where a document sets it as code: between backticks, or at the beginning of a line of a block."""
FOLDERS: Final = re.compile(r"(?<![\w.:/])/(?:work|home|root|Users|farm|check)/\w+")


def commands() -> set[str]:
    """The commands of the product."""
    found = argparse.ArgumentParser().add_subparsers()
    for module in (cli_product, cli_replay, cli_spark, cli_audit, cli_law, cli_docs):
        module.add(found)
    return set(found.choices)


def misleading(root: Path) -> Broken:
    """Commands that do not exist, and folders of a machine."""
    targets = set(re.findall(r"^([a-z][a-z-]*):", (root / "Makefile").read_text(), re.MULTILINE))
    ours, found = commands(), Broken()
    for path in sorted([root / "README.md", *(root / "docs").rglob("*.md")]):
        text, name = path.read_text(), path.relative_to(root)
        code = "\n".join(re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL) + re.findall(r"`[^`\n]+`", text))
        for program, what in TYPED.findall(code):
            if what not in (targets if program == "make" else ours):
                found.setdefault(COMMAND, []).append(f"{name}: {program} {what}")
        found.setdefault(HERE, []).extend(f"{name}: {folder}" for folder in FOLDERS.findall(text))
    return {rule: places for rule, places in found.items() if places}


def test_what_readers_are_told_to_type_exists() -> None:
    assert misleading(ROOT) == {}


@each(CANARIES)
def test_what_misleads_is_seen(planted: Path, canary: Canary) -> None:
    assert list(misleading(planted)) == [canary.breaks]
