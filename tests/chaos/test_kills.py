"""Web server, worker and database are killed again and again under a thousand concurrent writes: no answer is broken, nothing is half done.

The database writes to disk here (fsync on). A write that was answered is there exactly once by its key; one that was not is retried
with its key, and is there exactly once too; the audit's chain verifies, and the rows say what the law says.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg
import pytest

from tutela.config import roles, supervised
from tutela.config.place import Place
from tutela.config.postgres import SUPERUSER
from tutela.config.run import Serving, Steps
from tutela.foundations.kit import clock

WRITES: Final = 1000
KILLS: Final = 24
CLIENTS: Final = 12
SEED: Final = 20260302
TOKEN: Final = "tutela_a-token-of-this-test-and-of-nothing-else"
SET_UP: Final = """
import hashlib
from tutela.demo import seed
from tutela.foundations.access.models import Account
from tutela.foundations.kit import clock
from django.db import transaction
with transaction.atomic():
    seed.force(clock.now())
    Account.objects.create(username="stormlike", feed="stormlike", token_digest=hashlib.sha256({token!r}.encode()).hexdigest())
"""


class World:
    """The product, running as a newcomer runs it, and kept running by the same watchers."""

    def __init__(self, folder: Path) -> None:
        self.place = Place(folder, training=True)
        self.place.start()
        self._run("prepare", role=roles.OWNER)
        self._run("shell", "-c", SET_UP.format(token=TOKEN), role=roles.APP)
        port = 20000 + os.getpid() % 20000
        self.serving = Serving(self.place, "127.0.0.1", port, Steps(), demo=False)
        self.up = threading.Event()
        """Does it answer? Clients begin nothing new while it does not; what was under way is cut off."""
        self.ending = threading.Event()
        self.watcher = threading.Thread(target=self._watch)
        self.watcher.start()

    def _run(self, *command: str, role: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tutela.config.manage", *command], env=self.place.environment(role), capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _watch(self) -> None:
        while not self.ending.wait(0.1):
            self.serving._watch()

    def await_answer(self, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.ask("GET", "/api/v1/openapi.json")[0] == 200 and self.ask("GET", "/api/v1/duties?limit=1")[0] == 200:
                self.up.set()
                return
            time.sleep(0.1)
        raise AssertionError("nobody answers")

    def ask(self, method: str, path: str, body: Any = None, timeout: float = 20) -> tuple[int, Any]:
        """One request; status 0 where no answer came."""
        where = urlsplit(self.serving.local)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=timeout)
        try:
            headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            said = answer.read()
            return answer.status, json.loads(said) if said else None
        except (OSError, http.client.HTTPException, ValueError):
            return 0, None
        finally:
            connection.close()

    def kill(self, what: str) -> None:
        """SIGKILL, to all of it at once."""
        self.up.clear()
        if what == "postmaster":
            assert self.place.cluster is not None
            pid = (self.place.cluster.data / "postmaster.pid").read_text().split("\n", 1)[0]
            os.kill(int(pid), signal.SIGKILL)
            return
        child = self.serving.web if what == "web" else self.serving.worker
        if child.pid is not None:
            os.killpg(child.pid, signal.SIGKILL)

    def end(self) -> None:
        self.ending.set()
        self.watcher.join()
        self.serving._stop()
        self.place.forget()

    def rows(self, statement: str) -> list[Any]:
        with psycopg.connect(self.place.url(SUPERUSER)) as connection:
            return connection.execute(statement).fetchall()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name in ("DATABASE_URL", "TUTELA_TESTING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TUTELA_WEB_WORKERS", "2")   # each of them loads every page and template when it is started again
    monkeypatch.setattr(supervised, "LONGEST_PAUSE", supervised.FIRST_PAUSE)  # what is killed on purpose is started again at once
    made = World(tmp_path / "var")
    try:
        made.await_answer()
        yield made
    finally:
        made.end()


def fact(number: int) -> dict[str, Any]:
    """The n-th write: a report, or the log of one that may not have come yet."""
    at = (clock.wall() - timedelta(minutes=5)).isoformat()
    incident = number // 2
    common = {"v": 1, "id": f"chaos:{number}", "occurred": {"at": at}, "by": {"role": "call_handler"}}
    about = [{"kind": "incident", "ref": f"stormlike:INC-{incident}"}]
    if number % 2 == 0:
        data = {"concern": "concern_for_child", "channel": "101", "where": f"House {incident}", "why_worried": "Not seen since Friday."}
        return {**common, "fact": "contact.Reported", "about": about, "data": data}
    return {**common, "fact": "contact.LogEntered", "about": about, "data": {"text": f"Caller rings again about house {incident}."}}


class Writers:
    """A thousand writes by several clients at once, counting those under way."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.facts = [fact(n) for n in range(WRITES)]
        self.answered: dict[int, str] = {}
        self.unanswered: list[int] = []
        self.under_way = 0
        self._lock = threading.Lock()

    def write(self, number: int) -> None:
        self.world.up.wait(120)
        with self._lock:
            self.under_way += 1
        status, said = self.world.ask("POST", "/api/v1/facts", {"facts": [self.facts[number]]})
        with self._lock:
            self.under_way -= 1
            if status == 200:
                self.answered[number] = said["received"][0]["outcome"]
            else:
                self.unanswered.append(number)


def test_a_thousand_writes_under_killing_are_each_there_once(world: World) -> None:
    chance = random.Random(SEED)
    targets = ["web", "postmaster", "worker"] * (KILLS // 3)
    chance.shuffle(targets)
    writers = Writers(world)
    in_flight: list[int] = []
    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(writers.write, number) for number in range(WRITES)]
        for number, target in enumerate(targets, 1):
            enough = WRITES * number // (len(targets) + 2)
            until = time.monotonic() + 120
            while (len(writers.answered) + len(writers.unanswered) < enough or writers.under_way == 0) and time.monotonic() < until:
                time.sleep(0.005)
            time.sleep(chance.random() * 0.05)
            in_flight.append(writers.under_way)
            world.kill(target)
            world.await_answer()
        for done in running:
            done.result()
    unanswered = sorted(writers.unanswered)
    for number in unanswered:
        for _ in range(50):
            status, said = world.ask("POST", "/api/v1/facts", {"facts": [writers.facts[number]]})
            if status == 200:
                writers.answered[number] = said["received"][0]["outcome"]
                break
            time.sleep(0.2)
    print(f"\nkills {len(in_flight)} (in flight at each: {in_flight}), writes {WRITES}, unanswered {len(unanswered)}, answered after a retry {len(unanswered)}")
    assert len(in_flight) >= 20
    assert min(in_flight) > 0, "a kill met nobody"
    assert unanswered, "no write went unanswered: the killing proved nothing"
    assert set(writers.answered) == set(range(WRITES))
    assert set(writers.answered.values()) <= {"new", "known"}
    _whole(world)


def _whole(world: World) -> None:
    """Each write is there exactly once, with all that belongs to it."""
    once = world.rows("SELECT fact, count(*) FROM chronology_entry WHERE fact LIKE 'chaos:%' GROUP BY fact HAVING count(*) <> 1")
    assert once == []
    assert world.rows("SELECT count(*) FROM chronology_entry WHERE fact LIKE 'chaos:%'") == [(WRITES,)]
    halves = world.rows("""
        SELECT e.fact FROM chronology_entry e LEFT JOIN chronology_factkey k ON k.fact = e.fact
        WHERE e.fact LIKE 'chaos:%' AND (k.entry IS DISTINCT FROM e.id
          OR NOT EXISTS (SELECT 1 FROM chronology_entryabout a WHERE a.entry = e.id)
          OR NOT EXISTS (SELECT 1 FROM audit_auditline l WHERE l.operation_id = e.operation::text))
    """)
    assert halves == []
    assert world.rows("SELECT count(*) FROM occurrences_incident") == [(WRITES // 2,)]
    assert world.rows("SELECT count(*) FROM occurrences_sourcereference WHERE system = 'stormlike' AND kind = 'incident'") == [(WRITES // 2,)]
    owed = world.rows("SELECT count(*) FROM duties_duty WHERE code = 'contact.concern-review'")
    assert owed == [(WRITES // 2,)], "a report opened no duty, or two"
    assert world.rows("SELECT count(*) FROM work_donekey WHERE result IS NULL") == [(0,)]
    world._run("audit", "verify", role=roles.APP)
    world._run("shell", "-c", (
        "from tutela.record.duties.engine import proving; from tutela.record.duties.jobs import sweep; from tutela.foundations.kit import clock;"
        "at = clock.now(); sweep(at); found = proving.differences(at); assert not found, found[:5]"
    ), role=roles.APP)
