"""The policy register, the rules in words, the roles' sheet, the components."""

from __future__ import annotations

from typing import Any, Final, cast

from django.http import Http404, HttpRequest, HttpResponse

from tutela.desks.administration.pages.gallery import gallery_page
from tutela.desks.administration.pages.register import number_page, register_page, rule_page
from tutela.desks.administration.pages.roles import roles_page
from tutela.desks.administration.queries import policies, register
from tutela.foundations.access import policy as policy_
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock

_MOST: Final = 100
"""Letters of a search that are read."""


def policy(request: HttpRequest) -> HttpResponse:
    """Every number of the law and every rule, those of one area, or those in which the words of a search stand."""
    numbers, rules = register.numbers(clock.now()), register.entries()
    area, said = request.GET.get("area", ""), request.GET.get("q", "").strip()[:_MOST]
    if area and area not in {n.area for n in numbers} | {r.area for r in rules}:
        raise Http404
    if said:
        numbers, rules = register.matching(numbers, rules, said)
    return render(request, "administration/policy.html", register_page(numbers, rules, area, said, register.called(said)))


def number(request: HttpRequest, key: str) -> HttpResponse:
    """One number with its history."""
    found = register.numbers(clock.now(), [key])
    if not found:
        raise Http404
    viewer = cast("Any", request).viewer
    return render(request, "administration/number.html", number_page(
        found[0], may_try=policy_.may_visit(viewer, Permission.REPLAY_SEE), may_propose=policy_.may_visit(viewer, Permission.POLICY_PROPOSE),
        changes=policies.of_parameter(key, clock.now()), owner=policies.owner_of(key),
    ))


def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule in sentences."""
    found = register.in_words(code, clock.now())
    if found is None:
        raise Http404
    return render(request, "administration/rule.html", rule_page(found))


def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what."""
    return render(request, "administration/roles.html", roles_page())


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "administration/components.html", gallery_page())
