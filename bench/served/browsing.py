"""A browser as far as it is measured: one connection that stays open, one session, forms with their token and key."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from time import perf_counter
from typing import Final, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

from bench.served.counting import HEADER

_TOKEN: Final = "b" * 32
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)


class Answer(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    seconds: float
    queries: int
    body: str
    location: str


class Browser:
    """One browser of one officer."""

    def __init__(self, port: int, session: str = "") -> None:
        """Open nothing yet."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Cookie": f"tutela={session}; tutela-form={_TOKEN}", "User-Agent": "Firefox/140 (Linux)"}

    def get(self, path: str) -> Answer:
        """Look at a page."""
        return self._ask("GET", path, None, self._headers)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form, under a new key."""
        body = urlencode({**fields, "key": str(uuid4()), "csrfmiddlewaretoken": _TOKEN})
        return self._ask("POST", path, body, {**self._headers, "Content-Type": "application/x-www-form-urlencoded"})

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        began = perf_counter()
        self._connection.request(method, path, body, dict(headers))
        response = self._connection.getresponse()
        said = response.read()
        took = perf_counter() - began
        return Answer(response.status, took, int(response.headers.get(HEADER) or 0), said.decode(errors="replace"), response.headers.get("Location") or "")


def title(body: str) -> str:
    """What a page calls itself: for an error that says what came instead."""
    found = _TITLE.search(body)
    return " ".join(found[1].split()) if found else body[:200]
