"""What is generated in ``docs/generated`` is what the source would generate now."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.canaries.documents import CANARIES, RULE
from tests.architecture.canary import ROOT, Broken, Canary, each

STALE = 40
"""Says "stale" and nothing else: a crash ends otherwise."""
CHECK = f"import sys; from tutela.config.cli import main; sys.exit({STALE} if main(['docs', '--check']) else 0)"


def stale(root: Path) -> Broken:
    """What ``tutela docs --check``, run in that tree, finds stale."""
    env = os.environ | {"PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run([sys.executable, "-c", CHECK], cwd=root, env=env, capture_output=True, text=True, check=False)
    assert run.returncode in {0, STALE}, run.stderr
    return {RULE: [run.stdout + run.stderr]} if run.returncode else {}


def test_generated_documents_are_fresh() -> None:
    assert stale(ROOT) == {}


@each(CANARIES)
def test_a_stale_document_is_seen(planted: Path, canary: Canary) -> None:
    assert list(stale(planted)) == [canary.breaks]
