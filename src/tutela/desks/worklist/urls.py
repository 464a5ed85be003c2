"""The addresses of the worklist, each with the permission that it asks for."""

from __future__ import annotations

from django.urls import URLPattern

from tutela.desks.worklist.views import board, hand_overs, home, queues
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name = "worklist"
urlpatterns: list[URLPattern] = [
    page("", home.home, "home", permission=Permission.SIGNED_IN),
    page("worklist/live/", home.home_fragment, "home-fragment", permission=Permission.SIGNED_IN),
    page("worklist/note/", home.acknowledge, "acknowledge", permission=Permission.DUTY_ACKNOWLEDGE),
    page("told/", home.told, "told", permission=Permission.SIGNED_IN),
    page("room/", board.room, "room", permission=Permission.BOARD_SEE),
    page("room/live/", board.room_fragment, "room-fragment", permission=Permission.BOARD_SEE),
    page("queues/", queues.queues, "queues", permission=Permission.DUTY_SEE),
    page("queues/<slug:code>/", queues.queue, "queue", permission=Permission.DUTY_SEE),
    page("queues/<slug:code>/live/", queues.queue_fragment, "queue-fragment", permission=Permission.DUTY_SEE),
    page("hand-overs/", hand_overs.hand_overs, "hand-overs", permission=Permission.DUTY_SEE),
    page("hand-overs/take/", hand_overs.take, "take", permission=Permission.DUTY_SEE),
    page("hand-overs/take-left/", hand_overs.take_left, "take-left", permission=Permission.DUTY_SEE),
    page("hand-overs/decline/", hand_overs.decline, "decline", permission=Permission.DUTY_SEE),
    page("hand-overs/shift/", hand_overs.shift, "shift", permission=Permission.INCIDENT_HAND_OVER),
]
