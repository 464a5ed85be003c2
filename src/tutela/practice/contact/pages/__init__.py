"""The pages of the room, each made for one viewer."""

from tutela.practice.contact.pages.acts import ActPage, ReportPage, act_page, complete_page, report_page, why_not
from tutela.practice.contact.pages.incident import IncidentPage, incident_page

__all__ = ["ActPage", "IncidentPage", "ReportPage", "act_page", "complete_page", "incident_page", "report_page", "why_not"]
