"""The templates' environment. Escapes by default; a name that a page does not have is an error, never an empty space.

GOV.UK's macros, and the Ministry of Justice's that we ported, ask a dictionary for keys that it may not have: templates of
these two families are compiled with a forgiving environment, ours with the strict one.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, Final

from django.http import HttpRequest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context

from tutela.foundations.design.forms.group import field_group
from tutela.foundations.design.links import link_to, place
from tutela.foundations.design.parts import clock_state
from tutela.foundations.design.times import age_words, ago, length_words, local_clock, local_date, local_seconds, local_time, near_time, time_tag
from tutela.foundations.design.words import words

FORGIVING: Final = ("govuk_frontend_jinja/", "design/components/moj/")


class Backend(Jinja2):
    """Django's Jinja2 backend, with our environment; apps keep their templates in ``jinja2/``."""

    app_dirname = "jinja2"


class _TwoMinds(BaseLoader):
    """Loads from a loader; compiles what is not ours with an environment that forgives a missing key."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader
        self._forgiving: Environment | None = None

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        return self._loader.get_source(environment, template)

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        if name.startswith(FORGIVING) and not issubclass(environment.undefined, ChainableUndefined):
            if self._forgiving is None:
                self._forgiving = environment.overlay(undefined=ChainableUndefined)
            environment = self._forgiving
        return super().load(environment, name, globals)


def environment(**options: Any) -> Environment:
    """The environment, for Django's backend."""
    ours = options.pop("loader")
    loader = _TwoMinds(ChoiceLoader([ours, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]))
    env = Environment(**{**options, "undefined": StrictUndefined, "autoescape": True, "cache_size": -1}, loader=loader)   # all stay compiled
    said = {
        "words": words, "ago": ago, "local_time": local_time, "local_clock": local_clock, "local_date": local_date, "local_seconds": local_seconds,
        "time_tag": time_tag, "near_time": near_time, "length_words": length_words, "age_words": age_words,
    }
    env.filters.update(said)
    env.globals.update(
        said, url=_url, static=static, link_to=link_to, place=place, field_group=field_group, nonce=_nonce, clock_state=clock_state,
    )
    return env


def compile_all() -> int:
    """Compile every template before somebody waits for it: a page's own take a tenth of a second, and each worker's first to open it waited.

    :returns: how many there are
    """
    env: Environment = engines["jinja"].env  # type: ignore[attr-defined]  # Django's Jinja2 backend has it
    names = [name for name in env.list_templates() if name.endswith(".html")]
    for name in names:
        template = env.get_template(name)
        if template.environment is not env:   # and as its own kind imports it
            template.environment.get_template(name)
    return len(names)


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its URL's name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@pass_context
def _nonce(context: Context) -> str:
    """The content security policy's nonce of this response; asking for it puts it into the header."""
    request = context.get("request")
    return str(getattr(request, "csp_nonce", "")) if isinstance(request, HttpRequest) else ""
