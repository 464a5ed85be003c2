"""What is done on a person's record: opened in an emergency, marked, named, placed, related, corrected. Each leaves its fact and its line."""

from tutela.desks.profile.operations.correcting import correct
from tutela.desks.profile.operations.glass import break_glass
from tutela.desks.profile.operations.recording import add_address, add_name, end_marker, record_marker, relate, review_marker

__all__ = ["add_address", "add_name", "break_glass", "correct", "end_marker", "record_marker", "relate", "review_marker"]
