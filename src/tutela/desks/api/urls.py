"""The addresses of fragments: what a page asks for while somebody works on it, signed in as they are."""

from __future__ import annotations

from typing import Final

from tutela.desks.api.views.looking import people
from tutela.desks.api.views.wording import noticed
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "fragments"

urlpatterns = [
    page("look-up/people/", people, "people", permission=Permission.PERSON_SEARCH),
    page("words/", noticed, "words", permission=Permission.SIGNED_IN),
]
