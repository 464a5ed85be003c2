"""``@operation``: the one way in which the business record changes.

One transaction: the key is claimed, permission and restrictions are asked, the body runs, what follows from it is noted, the gate weighs what it
recorded, the finishers append and judge, the audit line is written, jobs are deferred. An act that the gate refused is kept
as an attempt, with its words, in a transaction of its own: it proves who knew.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, Final, Protocol

import msgspec
import structlog
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.module_loading import import_string

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.work import auditing
from tutela.foundations.work.errors import RETRIED, Denied, Flag, KeyReused, Refused
from tutela.foundations.work.models import DoneKey
from tutela.foundations.work.unit import Work

Body = Callable[..., dict[str, Any] | None]
CLASSES: Final = frozenset({"protects", "raises", "records", "lowers", "closes", "defers", "approves"})
_TRIES: Final = 4
log = structlog.get_logger("tutela.work")


class Outcome(msgspec.Struct, frozen=True):
    """What an operation answers: its result, whether it had been done before under this key, and what it lacked though it was done."""

    result: dict[str, Any]
    replayed: bool = False
    flags: tuple[Flag, ...] = ()


class Operation(Protocol):
    """An operation as it is called."""

    name: str
    permission: Permission
    may_be: frozenset[str]
    about: tuple[str, ...]

    def __call__(self, *, by: Viewer, key: str, at: datetime, reason: str | None = None, words_why: str = "", **given: Any) -> Outcome:
        """Do it.

        :param words_why: what its author answered beforehand, where their words were noticed
        """
        ...


OPERATIONS: Final[dict[str, Operation]] = {}
"""Every operation of the house, by its name: the generated table of acts and the architecture tests read it."""


def operation(permission: Permission, *, may_be: Iterable[str] = ("records",), about: Iterable[str] = ()) -> Callable[[Body], Operation]:
    """Make a function of a :class:`Work` an operation.

    :param may_be: the classes of act that it may produce; law derives which it is, and an undeclared one is a bug
    :param about: the arguments that name records, each asked of the policy
    """
    classes, named = frozenset(may_be), tuple(about)
    if not classes <= CLASSES:
        raise ValueError(f"no class of act is called {', '.join(classes - CLASSES)}")

    def decorate(body: Body) -> Operation:
        name = f"{body.__module__.removeprefix('tutela.')}.{body.__name__}".replace(".operations", "")

        asked = inspect.signature(body)

        @functools.wraps(body)
        def call(*, by: Viewer, key: str, at: datetime, reason: str | None = None, words_why: str = "", **given: Any) -> Outcome:
            if "reason" in asked.parameters and reason is not None:
                given["reason"] = reason
            work = Work(name, by, at, key=key, reason=reason, may_be=classes)
            work.words_why = words_why
            with structlog.contextvars.bound_contextvars(operation=name, operation_id=str(work.id), officer=by.ref):
                return _run(work, body, given, permission, tuple(given.get(a) for a in named))

        made: Any = call
        made.name, made.permission, made.may_be, made.about, made.signature = name, permission, classes, named, asked
        OPERATIONS[name] = made
        found: Operation = made
        return found

    return decorate


def _run(work: Work, body: Body, given: dict[str, Any], permission: Permission, about: tuple[str | None, ...]) -> Outcome:
    for attempt in range(1, _TRIES + 1):
        try:
            return _once(work, body, given, permission, about)
        except Refused as refused:
            _keep(work, refused)
            raise
        except Denied as denied:
            auditing.denied(work, denied)
            raise
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in RETRIED or attempt == _TRIES:
                raise
            log.info("work.again", attempt=attempt)
            again = Work(work.operation, work.by, work.at, key=work.key, reason=work.reason, may_be=work.may_be)
            again.words_why, work = work.words_why, again
    raise AssertionError("unreachable")


def _once(work: Work, body: Body, given: dict[str, Any], permission: Permission, about: tuple[str | None, ...]) -> Outcome:
    with transaction.atomic(durable=True):
        done = _claim(work, given)
        if done is not None:
            return done
        work.may(permission, *about)
        work.touch(*about)
        result = body(work, **given) or {}
        _finish(work, settings.WORK_BEFORE)
        for name in (settings.WORK_GATE,) if settings.WORK_GATE else ():
            _named(name)(work)
        _finish(work, settings.WORK_FINISHERS)
        outcome = Outcome(result, flags=tuple(work.flags))
        DoneKey.objects.filter(pk=_full(work)).update(result=msgspec.to_builtins(outcome, enc_hook=str))
        auditing.done(work, result)
        _defer(work)
    log.info("work.done", facts=len(work.facts))
    return outcome


def _finish(work: Work, finishers: Iterable[str]) -> None:
    for name in finishers:
        _named(name)(work)


def _full(work: Work) -> str:
    return f"{work.by.ref}|{work.key}"


def _claim(work: Work, given: dict[str, Any]) -> Outcome | None:
    """Claim the key; where it was claimed before, the answer that was given then. A key still in use is waited for."""
    digest = hashlib.sha256(repr((work.operation, sorted((k, _plain(v)) for k, v in given.items()))).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO work_donekey (key, operation, digest, at) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [_full(work), work.operation, digest, work.at],
        )
        if cursor.rowcount:
            return None
    row = DoneKey.objects.get(pk=_full(work))
    if (row.operation, row.digest) != (work.operation, digest):
        raise KeyReused(row.operation)
    return msgspec.structs.replace(msgspec.convert(row.result, Outcome), replayed=True)


def _plain(value: Any) -> Any:
    """A value as it is compared between two tries of one act."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return repr(value)


def _keep(work: Work, refused: Refused) -> None:
    """Keep a refused act and its words, in a transaction of their own."""
    attempt = Work(work.operation, work.by, work.at, key=work.key, reason=work.reason)
    attempt.words, attempt.attempt = work.words, work.attempt
    attempt.facts, attempt.subjects = ([], dict(work.subjects))
    with transaction.atomic(durable=True):
        attempt.flags = list(refused.flags)
        tried = list(work.facts)
        attempt.attempt = (refused, tried)
        if refused.flags:
            _finish(attempt, settings.WORK_ATTEMPT_FINISHERS)
        auditing.refused(attempt, refused)
        _defer(attempt)
    log.info("work.refused", because=refused.because, standards=[f.rule for f in refused.flags])


def _defer(work: Work) -> None:
    from procrastinate.contrib.django import app

    for name, arguments in work.jobs:
        app.configure_task(name).defer(**arguments)


@cache
def _named(path: str) -> Callable[[Work], None]:
    found: Callable[[Work], None] = import_string(path)
    return found


def allowed(by: Viewer, done: Operation, *about: str | None) -> bool:
    """May this viewer use an operation on these records? For showing a button or not."""
    verdict = policy.may(by, done.permission, [ref for ref in about if ref])
    return verdict.allowed and not verdict.partly
