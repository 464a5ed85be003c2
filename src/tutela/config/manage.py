"""The commands that need Django. ``cli`` reaches them by name, so that the pure law starts without a framework."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def django(argv: Sequence[str]) -> int:
    """Run one of Django's own commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tutela manage", *argv])
    return 0


def prepare() -> int:
    """Migrate the database of ``DATABASE_URL`` as its owner, and grant."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    import django as framework

    framework.setup()
    from tutela.config.provision import prepare as make_ready

    make_ready(lambda step: print(step, flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(prepare() if sys.argv[1:] == ["prepare"] else django(sys.argv[1:]))
