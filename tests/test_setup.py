"""``bin/setup`` on machines that have less than it needs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_machine_whose_pythons_lead_nowhere_is_told_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for name in ("bin/setup", "uv.lock", "pyproject.toml"):
        shutil.copy2(ROOT / name, tmp_path / name)
    commands = tmp_path / "commands"
    commands.mkdir()
    for name in ("cat", "cksum", "dirname"):
        found = shutil.which(name)
        assert found
        (commands / name).symlink_to(found)
    for name in ("python3.13", "python3.11", "python3"):
        (commands / name).write_text("#!/bin/sh\nexit 127\n")
        (commands / name).chmod(0o755)

    run = subprocess.run(["/bin/sh", tmp_path / "bin/setup"], env={"PATH": str(commands)}, capture_output=True, text=True, check=False)

    assert run.returncode == 2
    assert "apt-get install python3 python3-venv" in run.stderr
    assert not (tmp_path / ".venv").exists()
