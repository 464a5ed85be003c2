"""Says in each answer how many questions it asked the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER: Final = "X-Bench-Queries"


class Counted:
    """Counts the statements of one connection, inside ``connection.execute_wrapper``."""

    def __init__(self) -> None:
        """Begin at none."""
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, given: Any, many: bool, context: Any) -> Any:
        """Count one, and do it."""
        self.count += 1
        return execute(sql, given, many, context)


class Counting:
    """The outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand before what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say how many questions that asked."""
        counted = Counted()
        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response[HEADER] = str(counted.count)
        return response
