"""What every page means: the signs of duties, what is kept, which law is known, and what to do when something is wrong."""

from __future__ import annotations

from typing import get_args

import msgspec
from django.http import HttpRequest, HttpResponse

from tutela.foundations.design.parts import State
from tutela.foundations.design.render import render


class HelpPage(msgspec.Struct, frozen=True):
    """The signs in the order in which a duty may have them."""

    states: tuple[str, ...]


def help_page(request: HttpRequest) -> HttpResponse:
    """Show the help."""
    return render(request, "design/help.html", HelpPage(tuple(state.replace(" ", "-") for state in get_args(State))))
