"""The pages of the room, each made for one viewer."""

from tutela.practice.contact.pages.acts import ActPage, ReportPage, act_page, complete_page, report_page, why_not
from tutela.practice.contact.pages.assessing import AssessmentsPage, AssessPage, assess_page, assessments_page, meanwhile
from tutela.practice.contact.pages.board import BoardPage, board_page
from tutela.practice.contact.pages.calls import CallsPage, ManagersPage, calls_page, managers_page
from tutela.practice.contact.pages.checking import ChecksPage, ListsPage, checks_page, lists_page
from tutela.practice.contact.pages.deferring import DeferralsPage, deferrals_page
from tutela.practice.contact.pages.feedback import FeedbackPage, ThemesPage, feedback_page, themes_page
from tutela.practice.contact.pages.incident import IncidentPage, incident_page

__all__ = [
    "ActPage", "AssessPage", "AssessmentsPage", "BoardPage", "CallsPage", "ChecksPage", "DeferralsPage", "FeedbackPage", "IncidentPage", "ListsPage",
    "ManagersPage", "ReportPage", "ThemesPage", "act_page", "assess_page", "assessments_page", "board_page", "calls_page", "checks_page", "complete_page",
    "deferrals_page", "feedback_page", "incident_page", "lists_page", "managers_page", "meanwhile", "report_page", "themes_page", "why_not",
]
