"""Asking for a page as somebody, and what an answer may say: status, words, and that a look writes nothing of the record."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.access.world import COLUMNS, PARTNER, Known, World, new_key
from tutela.foundations.access.models import Account
from tutela.foundations.kit import refs

WRITES: Final = re.compile(r'\s*(?:WITH .*?\))?\s*(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+)"?', re.IGNORECASE | re.DOTALL)
NOT_THE_RECORD: Final = (
    "audit_", "access_session", "access_attempt", "account_", "mfa_", "socialaccount_", "procrastinate_", "work_", "duties_heartbeat",
)
"""What is written without an operation: the log of looks, sessions, sign-in, the queue, keys, the sweep's sign of life."""

HOST: Final = settings.PARTNERS_HOSTS[0]
COOKIE: Final = settings.SESSION_COOKIE_NAME
KEYS: Final[dict[str, dict[str, str]]] = {
    "incident": {"key": "incident"}, "incident act": {"key": "incident"}, "episode": {"key": "episode"}, "episode act": {"key": "episode"},
    "incident action": {"action": "incident action"}, "episode action": {"action": "episode action"}, "child": {"key": "child"}, "child tab": {"key": "child"},
    "child entry": {"key": "child", "entry": "entry"}, "child act": {"key": "child"}, "child marker": {"key": "child", "marker": "marker"},
    "place": {"key": "place"}, "duty": {"key": "duty"}, "duty act": {"key": "duty"}, "duty request": {"key": "duty", "asked_for": "request"},
    "glass": {"review": "glass"}, "restriction": {"restriction": "restriction"}, "lock-out": {"lock_out": "lock-out"}, "incident form": {},
    "reading entry": {"reading": "reading"}, "meeting action": {"key": "meeting action"},
    "notice": {"key": "notice"}, "our action": {"action": "our action"}, "their action": {"action": "their action"},
}
"""Which keys of a record stand in the address of a route about it."""
MORE: Final[dict[str, dict[str, str]]] = {
    "child tab": {"name": "incidents"}, "queue": {"code": "missing"}, "rule": {"code": "missing.plan"}, "number": {"key": "missing.accept"},
    "officer act": {"what": "post"}, "policy act": {"what": "know"},
    "measure": {"name": "first-sent"}, "saved view": {"view": "01900000-0000-7000-8000-000000000000"},
    "log": {"name": "missing"},
    "pack day": {"day": "2026-03-02"},
}
"""What else stands there."""
SAID: Final = {
    "reason": "Asked and answered by telephone.", "why": "Told by the officer at the scene.", "words": "Looked at with the officer.", "outcome": "justified",
    "decision": "Go on", "collar": "4017", "level": "detail",
}
"""Fields of forms that act, filled in."""


class Asker:
    """One column of the table, at its browser (or with its token)."""

    def __init__(self, world: World, role: str) -> None:
        self.world, self.role = world, role
        self.client = Client(raise_request_exception=True, headers={"host": HOST} if role == "partner" else None)
        self.headers = {"Authorization": f"Bearer {world.token}"} if role == "feed" else {}
        if role in COLUMNS:
            sign_in(self.client, COLUMNS[role])
        if role == "partner":
            sign_in(self.client, PARTNER)
            self.client.cookies[f"{COOKIE}-partners"] = self.client.cookies.pop(COOKIE).value
        self.cookies = self.client.cookies.copy()

    def as_(self, username: str) -> Asker:
        """The same browser with somebody else at it."""
        sign_in(self.client, username)
        self.cookies = self.client.cookies.copy()
        return self

    def say_purpose(self, record: Known) -> None:
        """Why they look at a person is asked once a session."""
        session: Any = self.client.session
        session["purposes"] = {record.refs["child"]: "An incident that I was sent to."}
        session.save()

    def ask(self, method: str, path: str, data: dict[str, Any] | None = None, *, kept: bool = False) -> Any:
        """One real request. What a POST did is undone, so that every cell finds the world as it was."""
        self.client.cookies = SimpleCookie({name: morsel.value for name, morsel in self.cookies.items()})
        send = getattr(self.client, method.lower())
        if kept or method != "POST":
            return send(path, data or None, headers=self.headers)
        content: dict[str, Any] = {"content_type": "application/json"} if path.startswith("/api/") else {}
        undone = transaction.atomic()
        undone._from_testcase = True  # type: ignore[attr-defined]  # as Django's own tests do: operations ask to be outermost
        with undone:
            answer = send(path, data or {}, headers=self.headers, **content)
            transaction.set_rollback(True)
        return answer


def sign_in(client: Client, username: str) -> None:
    """A session of somebody who came by password, as sign-in leaves it."""
    client.force_login(Account.objects.get(username=username))
    session: Any = client.session
    session.begin("password", device="test", address="")
    session["purposes"] = {}
    session["search_purpose"] = "To find out who was reported."
    session.save()


def address(route: str, about: str, record: Known | None, world: World) -> str:
    """The address of a route, about a record where it is about one."""
    given: dict[str, Any] = {name: record.keys[kind] for name, kind in KEYS.get(about, {}).items()} if record else {}
    given |= MORE.get(about, {})
    if about.startswith("officer"):
        given["key"] = refs.key_of(world.viewer("osei").ref, "officer")
    if about.startswith("policy"):
        given["key"] = world.policy
    if about == "child act" and route == "profile:act":
        given["what"] = "name"
    if record and about.endswith("printed"):
        given["reference"] = record.refs[f"{about.split()[0]} reference"]
    if record and about == "replay":
        given["ref"] = record.refs["episode"]
    if route.startswith("openid_connect"):
        given["provider_id"] = "force"
    return reverse(route, kwargs=given)


def fields(about: str, record: Known | None) -> dict[str, Any]:
    """What a form that acts on a record sends."""
    return {**SAID, "key": new_key(), **({"subject": record.refs["incident"]} if record and about == "incident form" else {})}


def body(answer: Any) -> str:
    """What an answer says."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode()) + str(answer.headers.get("Location", ""))


@contextmanager
def looking_for_writes() -> Iterator[list[str]]:
    """Every statement that changes the business record outside an operation, with where it came from."""
    found: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        match = WRITES.match(sql)
        if match and not match[2].startswith(NOT_THE_RECORD):
            stack = traceback.extract_stack()
            if not any(frame.name in {"_once", "_keep"} and frame.filename.endswith("work/operation.py") for frame in stack):
                ours = [f"{frame.filename.rpartition('/tutela/')[2]}:{frame.lineno}" for frame in stack if "/src/tutela/" in frame.filename]
                found.append(f"{match[1]} {match[2]} from {' < '.join(reversed(ours[-4:]))}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found
