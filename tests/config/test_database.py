"""The harness itself: what tests may rely on when they ask for a database."""

from __future__ import annotations

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.database import Clone

LABEL = "made_by_a_test"


def known() -> int:
    return ContentType.objects.filter(app_label=LABEL).count()


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "again"])
def test_what_a_test_writes_is_rolled_back(time: str) -> None:
    assert known() == 0
    ContentType.objects.create(app_label=LABEL, model=time)


@pytest.mark.django_db
def test_the_tests_are_the_apps_role_and_no_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, usesuper FROM pg_user WHERE usename = current_user")
        assert cursor.fetchone() == ("tutela_app", False)


def test_a_clone_commits_for_every_connection(database_clone: Clone) -> None:
    ContentType.objects.create(app_label=LABEL, model="seen")
    with database_clone.connect() as other:
        assert other.execute("SELECT model FROM django_content_type WHERE app_label = %s", [LABEL]).fetchall() == [("seen",)]
    assert database_clone.together(known, known) == [1, 1]


def test_the_next_clone_is_fresh(database_clone: Clone) -> None:
    assert known() == 0
    assert connection.settings_dict["NAME"] == database_clone.name


def test_the_app_makes_no_tables(database_clone: Clone) -> None:
    with database_clone.connect("tutela_app") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("CREATE TABLE mine (id int)")
