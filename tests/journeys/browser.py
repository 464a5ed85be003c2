"""Where the browser is. ``python -m tests.journeys.browser`` says, or ends with 3 and names what cannot run."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING: Final = (
    f"No browser: TUTELA_CHROMIUM names none that runs, and PATH has none of {', '.join(NAMES)}. "
    "On Debian or Ubuntu: apt-get install chromium fonts-liberation"
)
DRIVERS: Final = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay",
    "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)
"""What Playwright itself switches off: the browser heeds the last such list alone."""
ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
    "--disable-features=RenderDocument,SpareRendererForSitePerProcess," + ",".join(DRIVERS),
)
"""Of the features that are off, the first two make something new for every page that is opened, and what we look for is in none of it: a fifth of its cost."""


def chromium() -> str | None:
    """The path of the browser: the one that ``TUTELA_CHROMIUM`` names, else the first of the usual names on PATH."""
    wanted = os.environ.get("TUTELA_CHROMIUM")
    return shutil.which(wanted) if wanted else next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    found = chromium()
    if found is None:
        print(f"{MISSING}\nWithout it tests/journeys cannot run.", file=sys.stderr)
        sys.exit(3)
    print(found)
