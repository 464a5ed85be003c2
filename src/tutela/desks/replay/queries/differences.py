"""Where an expectation of a case is held to be wrong, or an alert that it forbids to be right: each with its ground, written by a person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
import msgspec.yaml


class Difference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One place where the product differs from what a case expects."""

    case: str
    at: datetime
    ground: str
    missing: tuple[str, ...] = ()
    """The names of the expectation that is not raised."""
    told: tuple[str, ...] = ()
    """The rules that are told though the case says never."""


def differences(folder: Path) -> list[Difference]:
    """What is written of the cases of a folder; nothing where it has no ``differences.yaml``."""
    file = folder / "differences.yaml"
    return msgspec.convert(msgspec.yaml.decode(file.read_text(encoding="utf-8")) or [], list[Difference], strict=False) if file.is_file() else []
