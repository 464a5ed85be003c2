"""A fingerprint of what a prepared deployment is made of: where it has not changed there is nothing to migrate, grant or gather."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).parents[1]
_BRING_MIGRATIONS: Final = ("django", "django-allauth", "procrastinate")


def migrations() -> list[Path]:
    """Every migration of ours, the settings that list the apps, and the rights that follow a migration."""
    return [*SOURCE.glob("*/migrations/*.py"), *SOURCE.glob("*/*/migrations/*.py"), *(SOURCE / "config" / name for name in ("settings.py", "roles.py"))]


def static_files() -> list[Path]:
    """Every file that the pages ask for."""
    return [path for path in SOURCE.glob("*/*/static/**/*") if path.is_file()]


def fingerprint(files: Iterable[Path]) -> str:
    """Sixteen digits that differ when one of the files does, or the version of a library that brings migrations of its own."""
    digest = hashlib.sha256("|".join(f"{name} {version(name)}" for name in _BRING_MIGRATIONS).encode())
    for path in sorted(set(files)):
        digest.update(str(path.relative_to(SOURCE)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
