"""The acts about a missing child, each named for the sentence on its button, and the receiver of such facts from other systems."""

from tutela.practice.missing.operations.attaching import attach
from tutela.practice.missing.operations.deciding import decline_repeat_meeting, hold_repeat_meeting, notify_bureau, review_as_senior, review_as_specialist
from tutela.practice.missing.operations.ending import close_episode, found, prevention_interview, returned, verified
from tutela.practice.missing.operations.flagging import flag_child, unflag_child
from tutela.practice.missing.operations.grading import approve_lowering, decline_lowering, grade_risk, request_lowering, withdraw_lowering
from tutela.practice.missing.operations.interviewing import bring_interview, enter_interview, interview_step, return_interview
from tutela.practice.missing.operations.joint import joint_action, joint_done, joint_note
from tutela.practice.missing.operations.opening import open_episode
from tutela.practice.missing.operations.owning import accept_ownership, assign_to_cii, decline_ownership
from tutela.practice.missing.operations.planning import (
    approve_trigger_plan,
    assign_trigger_plan,
    end_trigger_plan,
    review_trigger_plan,
    write_trigger_plan,
)
from tutela.practice.missing.operations.profiling import keep_profile
from tutela.practice.missing.operations.questioning import complete_questionnaire, consider_alert
from tutela.practice.missing.operations.receiving import receive
from tutela.practice.missing.operations.returning import record_return
from tutela.practice.missing.operations.searching import (
    allocate,
    complete_action,
    enquire,
    move_review,
    record_plan,
    review_episode,
    search,
)
from tutela.practice.missing.operations.second_line import override_suggestion, review_grading
from tutela.practice.missing.operations.signing import sign_form
from tutela.practice.missing.operations.summaries import (
    add_summary_recipient,
    confirm_summary_recipient,
    end_summary_recipient,
    send_summary_again,
    tell_summary,
)

__all__ = [
    "accept_ownership", "add_summary_recipient", "allocate", "approve_lowering", "approve_trigger_plan", "assign_to_cii", "assign_trigger_plan", "attach",
    "bring_interview", "close_episode", "complete_action", "complete_questionnaire", "confirm_summary_recipient", "consider_alert", "decline_lowering",
    "decline_ownership", "decline_repeat_meeting", "end_summary_recipient", "end_trigger_plan", "enquire", "enter_interview", "flag_child", "found",
    "grade_risk", "hold_repeat_meeting", "interview_step", "joint_action", "joint_done", "joint_note", "keep_profile", "move_review", "notify_bureau",
    "open_episode", "override_suggestion", "prevention_interview", "receive", "record_plan", "record_return", "request_lowering", "return_interview",
    "returned", "review_as_senior", "review_as_specialist", "review_episode", "review_grading", "review_trigger_plan", "search", "send_summary_again",
    "sign_form", "tell_summary", "unflag_child", "verified", "withdraw_lowering", "write_trigger_plan",
]
