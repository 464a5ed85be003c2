"""What is done about measures: records are exported, reviews read a second time, coaching noted, lists saved; and people say what they keep outside."""

from tutela.desks.reports.operations.coaching import ask_training, give_training, note_coaching, read_again, sample_reviews
from tutela.desks.reports.operations.exporting import MARKINGS, export
from tutela.desks.reports.operations.outside import KINDS, say_kept_outside
from tutela.desks.reports.operations.saving import remove_view, save_view

__all__ = [
    "KINDS", "MARKINGS", "ask_training", "export", "give_training", "note_coaching", "read_again", "remove_view", "sample_reviews", "save_view",
    "say_kept_outside",
]
