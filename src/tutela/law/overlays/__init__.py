"""Overlays: a force's own policy and vocabulary, dated and approved, and what the inspection reports expected.

A force's words never change what the law asks: they are what a person reads of who owes and who is told, and what an outside system may write
where we write ``role``, a unit's reference or ``by.unit``. One model stands beneath; two forces' words lead to the same terms.
"""

from tutela.law.overlays.naming import OURS, Names, fold, names_of
from tutela.law.overlays.reading import Entry, Overlay, OverlayUnreadable, Post, Seen, read_overlay
from tutela.law.overlays.terms import TERMS, Term

__all__ = ["OURS", "TERMS", "Entry", "Names", "Overlay", "OverlayUnreadable", "Post", "Seen", "Term", "fold", "names_of", "read_overlay"]
