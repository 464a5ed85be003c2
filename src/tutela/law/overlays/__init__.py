"""Overlays: a force's own policy, dated and approved, and what the inspection reports expected."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import yaml


def read_overlay(name_or_path: str) -> dict[str, Any]:
    """A shipped overlay by name, or a force's own file.

    :raises FileNotFoundError: if there is neither
    :raises ValueError: if the file is no overlay
    """
    shipped = resources.files(__name__).joinpath(f"{name_or_path}.yaml")
    text = shipped.read_text(encoding="utf-8") if shipped.is_file() else Path(name_or_path).read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    if not isinstance(read, dict) or "overlay" not in read:
        raise ValueError(f"{name_or_path}: an overlay says its name under 'overlay:' and its numbers under 'parameters:'")
    return read
