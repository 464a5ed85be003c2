"""The control room's acts, each named for the sentence on its button, and the receiver of its facts from other systems."""

from tutela.practice.contact.operations.advising import advise, ask_specialist, weigh_advice
from tutela.practice.contact.operations.assessing import assess
from tutela.practice.contact.operations.briefing import read_briefing
from tutela.practice.contact.operations.calls import draw_calls, review_call
from tutela.practice.contact.operations.challenging import answer_challenge, challenge
from tutela.practice.contact.operations.checking import HitSaid, answer_hits, check_systems
from tutela.practice.contact.operations.closing import close, recode
from tutela.practice.contact.operations.deciding import record_decision, record_result, say_result_expected
from tutela.practice.contact.operations.deferring import ask_appointment, assign_to_telephone
from tutela.practice.contact.operations.evidence import send_advice
from tutela.practice.contact.operations.feedback import note_feedback
from tutela.practice.contact.operations.grading import approve_lowering, decline_lowering, grade, request_lowering, withdraw_lowering
from tutela.practice.contact.operations.handing import accept, decline, hand_over, hand_over_shift, take_left
from tutela.practice.contact.operations.household import record_household
from tutela.practice.contact.operations.intervening import intervene
from tutela.practice.contact.operations.logging import answer_information, give_advice, record_crime, write_log
from tutela.practice.contact.operations.receiving import receive
from tutela.practice.contact.operations.reviewing import complete_action, escalate, escalation_directions, review
from tutela.practice.contact.operations.sending import arrived, decide_resource, dispatch, no_resource
from tutela.practice.contact.operations.taking import take_report
from tutela.practice.contact.operations.topics import choose_topic, hold_topic

__all__ = [
    "HitSaid", "accept", "advise", "answer_challenge", "answer_hits", "answer_information", "approve_lowering", "arrived", "ask_appointment",
    "ask_specialist", "assess", "assign_to_telephone", "challenge", "check_systems", "choose_topic", "close", "complete_action", "decide_resource",
    "decline", "decline_lowering", "dispatch", "draw_calls", "escalate", "escalation_directions", "give_advice", "grade", "hand_over", "hand_over_shift",
    "hold_topic", "intervene", "no_resource", "note_feedback", "read_briefing", "receive", "recode", "record_crime", "record_decision", "record_household",
    "record_result", "request_lowering", "review", "review_call", "say_result_expected", "send_advice", "take_left", "take_report", "weigh_advice",
    "withdraw_lowering", "write_log",
]
