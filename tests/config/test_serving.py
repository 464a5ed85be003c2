"""The product served on a clone, as journeys use it; and that every list of addresses and every name in settings is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from tests.serving import Served
from tutela.config import urls
from tutela.foundations.forces.queries import deployment


def test_the_invented_force_is_served_and_seen_from_the_test(live_server_on_clone: Served) -> None:
    held = deployment()
    assert held
    assert held.training
    with urllib.request.urlopen(f"{live_server_on_clone.address}/sign-in") as page:
        assert page.status == 200
        assert "Tutela" in page.read().decode()


def test_a_web_worker_that_was_killed_is_started_again(live_server_on_clone: Served) -> None:
    main = live_server_on_clone.children["web"].pid
    victims = [int(path.split("/")[2]) for path in _children_of(main)]
    assert victims
    os.kill(victims[0], signal.SIGKILL)
    time.sleep(0.3)
    live_server_on_clone.wait()


def test_a_worker_has_loaded_what_stays_before_its_first_request() -> None:
    code = "import gc; from tutela.config.wsgi import application; print(gc.get_freeze_count())"
    kept = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(kept.stdout) > 100_000, "hundreds of thousands of objects stay, and are looked through by nobody"


def _children_of(pid: int | None) -> list[str]:
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                with open(f"/proc/{entry.name}/stat", encoding="utf-8") as stat:
                    words = stat.read().rsplit(")", 1)[1].split()
                with open(f"/proc/{entry.name}/cmdline", encoding="utf-8") as command:
                    if words[1] == str(pid) and words[0] != "Z" and "resource_tracker" not in command.read():
                        found.append(f"/proc/{entry.name}")
            except OSError:
                continue
    return found


@pytest.mark.parametrize("name", [name for _, name in urls.LISTS])
def test_every_list_of_addresses_is_there(name: str) -> None:
    assert find_spec(name)


@pytest.mark.parametrize("name", [
    settings.WORK_GATE, *settings.WORK_BEFORE, *settings.WORK_FINISHERS, *settings.WORK_ATTEMPT_FINISHERS,
    settings.ACCESS_POLICY, settings.DESIGN_MAY, *settings.CHROME_PROVIDERS,
    *settings.FACT_RECEIVERS.values(), settings.CSRF_FAILURE_VIEW, urls.handler400, urls.handler403, urls.handler404, urls.handler500,
])
def test_every_bridge_of_the_house_leads_somewhere(name: str) -> None:
    assert callable(import_string(name))
