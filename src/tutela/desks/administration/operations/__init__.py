"""What administration changes: officers, their posts and the roster, the force's own numbers. Each is an act with its line in the audit."""

from tutela.desks.administration.operations.officers import add_officer, end_post, give_post, record_absence, record_skill
from tutela.desks.administration.operations.policies import approve_policy, know_policy, propose_policy, put_policy_into_force, withdraw_policy
from tutela.desks.administration.operations.roster import roster_shift

__all__ = [
    "add_officer", "approve_policy", "end_post", "give_post", "know_policy", "propose_policy", "put_policy_into_force", "record_absence", "record_skill",
    "roster_shift", "withdraw_policy",
]
