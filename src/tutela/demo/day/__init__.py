"""A day of a control room that lives by itself: four hundred incidents, fourteen missing children, three shifts.

``world`` says what happens whatever the force does, ``staff`` what the force's people do about what they are told, ``living`` lets both happen, each
act at its own moment and through the operation that a button would have called.
"""

from __future__ import annotations
