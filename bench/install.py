"""The two commands of the README on a machine that has none of it: a fresh copy of the tree, empty caches, the first page; then a later start."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bench.served.browsing import Browser, title
from bench.served.serving import free_port

ROOT: Final = Path(__file__).resolve().parents[1]
PATIENCE: Final = 600.0
_LEFT: Final = shutil.ignore_patterns(".venv*", "var", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "node_modules")
_STEP: Final = re.compile(r"^\s*([\d.]+) s  (.+)$")


def report() -> Iterator[str]:
    """The section, line by line."""
    with tempfile.TemporaryDirectory(prefix="tutela-install-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the database's user must reach its data
        tree = folder / "tree"
        shutil.copytree(ROOT, tree, ignore=_LEFT)
        caches = {"UV_CACHE_DIR": str(folder / "uv"), "PIP_CACHE_DIR": str(folder / "pip"), "TMPDIR": str(_made(folder / "tmp"))}
        environment = {key: value for key, value in os.environ.items() if key not in {"VIRTUAL_ENV", "PYTHONPATH"} and not key.startswith("TUTELA_")} | caches
        yield f"   bin/setup, with empty caches of uv and pip: {_setup(tree, environment):.1f} s"
        yield f"   bin/setup again: {_setup(tree, environment):.1f} s"
        for what in ("tutela run, the first time", "tutela run, later"):
            seconds, page, steps = _first_page(tree, environment)
            yield f"   {what}: first page ({page}) after {seconds:.1f} s"
            yield from (f"      {step}" for step in steps)


def _setup(tree: Path, environment: Mapping[str, str]) -> float:
    began = time.monotonic()
    done = subprocess.run(["bin/setup"], cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"bin/setup failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return time.monotonic() - began


def _first_page(tree: Path, environment: Mapping[str, str]) -> tuple[float, str, list[str]]:
    """Start it, ask until a page is there, and stop it.

    :returns: the seconds, what the page is called, and the steps that it printed
    """
    port = free_port()
    began = time.monotonic()
    process = subprocess.Popen(
        [".venv/bin/tutela", "run", "--port", str(port)], cwd=tree, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.extend(process.stdout or ()))
    reader.start()
    try:
        page = _wait(process, port, began + PATIENCE, said)
        seconds = time.monotonic() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        reader.join()
    return seconds, page, [f"{found[1]} s  {found[2]}" for found in map(_STEP.match, said) if found]


def _wait(process: subprocess.Popen[str], port: int, until: float, said: list[str]) -> str:
    """Ask until there is a page.

    :raises RuntimeError: if it ended, or there is none in time
    """
    while time.monotonic() < until and process.poll() is None:
        browser = Browser(port)
        try:
            answer = browser.get("/")
            answer = browser.get(answer.location) if answer.location.startswith("/") else answer
        except OSError:
            time.sleep(0.05)
        else:
            if answer.status == 200:
                return title(answer.body)
            raise RuntimeError(f"the first page is {answer.status}: {title(answer.body)}")
        finally:
            browser.close()
    raise RuntimeError(f"no page came:\n{''.join(said[-30:])}")


def _made(folder: Path) -> Path:
    folder.mkdir()
    folder.chmod(0o1777)
    return folder
