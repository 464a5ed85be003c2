"""The pages about missing children, each made for one viewer."""

from tutela.practice.missing.pages.acts import ActPage, act_page, complete_page, open_page, why_not
from tutela.practice.missing.pages.entering import changed_names, next_to_enter
from tutela.practice.missing.pages.episode import EpisodePage, episode_page
from tutela.practice.missing.pages.flagged import FlaggedPage, flagged_page
from tutela.practice.missing.pages.frequent import FrequentPage, frequent_page
from tutela.practice.missing.pages.interviews import InterviewsPage, interviews_page
from tutela.practice.missing.pages.joint import JointChildPage, JointPage, joint_child_page, joint_page
from tutela.practice.missing.pages.listing import PARTS, ListPage, list_page
from tutela.practice.missing.pages.planning import PlanPage, plan_act_page, plan_page
from tutela.practice.missing.pages.report import ReportPage, report_page
from tutela.practice.missing.pages.summaries import SummariesPage, summaries_act_page, summaries_page

__all__ = [
    "PARTS", "ActPage", "EpisodePage", "FlaggedPage", "FrequentPage", "InterviewsPage", "JointChildPage", "JointPage", "ListPage", "PlanPage", "ReportPage",
    "SummariesPage", "act_page", "changed_names", "complete_page", "episode_page", "flagged_page", "frequent_page", "interviews_page", "joint_child_page",
    "joint_page", "list_page", "next_to_enter", "open_page", "plan_act_page", "plan_page", "report_page", "summaries_act_page", "summaries_page", "why_not",
]
