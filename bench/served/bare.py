"""Settings, address and view of a bare Django page: one SELECT by key, one template, no middleware but the counting."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from tutela.config.settings import DATABASES as DATABASES
from tutela.config.settings import SECRET_KEY as SECRET_KEY

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
INSTALLED_APPS: list[str] = []
MIDDLEWARE = ["bench.served.counting.Counting"]
ROOT_URLCONF = "bench.served.bare"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [str(Path(__file__).with_name("templates"))]}]


def page(_: HttpRequest, key: str) -> HttpResponse:
    """One incident's few words, and nothing around them."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT reference, concern, reported_at, owner, "where", why_worried FROM occurrences_incident WHERE id = %s', [key])
        names = [column[0] for column in cursor.description or ()]
        row = cursor.fetchone()
    return HttpResponse(render_to_string("bare.html", {"incident": dict(zip(names, row, strict=True))}), status=200)


def up(_: HttpRequest) -> HttpResponse:
    """That the server answers."""
    return HttpResponse("up")


urlpatterns = [path("bare/<uuid:key>/", page, name="bare"), path("up/", up)]
