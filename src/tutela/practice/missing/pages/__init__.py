"""The pages about missing children, each made for one viewer."""

from tutela.practice.missing.pages.acts import ActPage, act_page, complete_page, open_page, why_not
from tutela.practice.missing.pages.episode import EpisodePage, episode_page
from tutela.practice.missing.pages.frequent import FrequentPage, frequent_page
from tutela.practice.missing.pages.interviews import InterviewsPage, interviews_page
from tutela.practice.missing.pages.joint import JointChildPage, JointPage, joint_child_page, joint_page
from tutela.practice.missing.pages.listing import PARTS, ListPage, list_page
from tutela.practice.missing.pages.planning import PlanPage, plan_act_page, plan_page

__all__ = [
    "PARTS", "ActPage", "EpisodePage", "FrequentPage", "InterviewsPage", "JointChildPage", "JointPage", "ListPage", "PlanPage", "act_page", "complete_page",
    "episode_page", "frequent_page", "interviews_page", "joint_child_page", "joint_page", "list_page", "open_page", "plan_act_page", "plan_page", "why_not",
]
