"""What administration changes: who works for the force, what they hold, when they are on duty. Each is an act with its line in the audit."""

from tutela.desks.administration.operations.officers import add_officer, end_post, give_post, record_absence, record_skill
from tutela.desks.administration.operations.roster import roster_shift

__all__ = ["add_officer", "end_post", "give_post", "record_absence", "record_skill", "roster_shift"]
