"""The copy of the tree in which canaries are planted: one a worker, put back after each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.canary import ROOT, Canary


@pytest.fixture(scope="session")
def copy_of_the_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the checks read: the source, the documents, the cases and the contracts."""
    copy = tmp_path_factory.mktemp("tree")
    for name in ("src", "docs", "cases"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "Makefile"):
        shutil.copy2(ROOT / name, copy)
    return copy


@pytest.fixture
def planted(copy_of_the_tree: Path, canary: Canary) -> Iterator[Path]:
    """The copy with one canary in it."""
    files = [copy_of_the_tree / path for path in canary.plant]
    before = {file: file.read_bytes() for file in files if file.exists()}
    new_folders = {folder for file in files for folder in file.parents if not folder.exists()}
    for file, text in zip(files, canary.plant.values(), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(before.get(file, b"") + text.encode())
    yield copy_of_the_tree
    for file in files:
        if file in before:
            file.write_bytes(before[file])
        else:
            file.unlink()
    for folder in sorted(new_folders, reverse=True):
        folder.rmdir()
