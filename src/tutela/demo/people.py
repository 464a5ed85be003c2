"""Northshire Police: its people and roster, and its partners' people. All invented."""

from __future__ import annotations

from typing import Final, NamedTuple


class Person(NamedTuple):
    """An officer or a member of staff: who they are, what they do, when they work."""

    key: str
    name: str
    rank: str
    unit: str
    posts: tuple[str, ...]
    shift: str
    """``early``, ``late``, ``night`` (eight hours each), or ``call``: on duty or on call at any hour."""
    sentence: str
    """What they do, as the page of demo sign-in says it."""
    skills: tuple[str, ...] = ()


UNITS: Final[dict[str, tuple[str, str]]] = {
    "room": ("Control room", "contact"), "missing": ("Missing and exploitation team", "missing"), "harbour": ("Harbour area", "missing"),
    "dales": ("Dales area", "missing"), "response": ("Response, Harbour", "response"), "investigation": ("Investigation", "investigation"),
    "exploitation": ("Exploitation", "exploitation"), "offenders": ("Offender management", "offenders"), "custody": ("Custody", "custody"),
    "command": ("Command", "force"), "standards": ("Professional standards", "force"),
}

PEOPLE: Final[tuple[Person, ...]] = (
    Person("nair", "Priya Nair", "Staff", "room", ("call_handler@contact",), "early", "Takes calls, early shift"),
    Person("ashworth", "Tom Ashworth", "Staff", "room", ("call_handler@contact",), "late", "Takes calls, late shift"),
    Person("quayle", "Bev Quayle", "Staff", "room", ("call_handler@contact",), "night", "Takes calls, night shift"),
    Person("brand", "Kelly Brand", "Staff", "room", ("dispatcher@contact",), "call", "Sends resources"),
    Person("pickersgill", "Dawn Pickersgill", "Sergeant", "room", ("supervisor@contact",), "call", "Supervises the control room"),
    Person("hale", "Marcus Hale", "Inspector", "room", ("fim@contact",), "early", "Force incident manager, early shift", ("incident_command",)),
    Person("tremlett", "Gill Tremlett", "Inspector", "room", ("fim@contact",), "late", "Force incident manager, late shift", ("incident_command",)),
    Person("obrien", "Declan O'Brien", "Inspector", "room", ("fim@contact",), "night", "Force incident manager, night shift", ("incident_command",)),
    Person("okonkwo", "Ruth Okonkwo", "Superintendent", "command", ("superintendent@contact", "superintendent@missing"), "call", "Superintendent on duty"),
    Person(
        "slater", "Imogen Slater", "Staff", "room", ("intelligence_officer@contact",), "call", "Researches intelligence for the control room",
        ("intelligence_research",),
    ),
    Person("lindqvist", "Jo Lindqvist", "Staff", "missing", ("coordinator@missing",), "call", "Coordinates the missing and exploitation team"),
    Person("rees", "Aled Rees", "Sergeant", "missing", ("sergeant@missing",), "call", "Sergeant of the missing and exploitation team"),
    Person(
        "siddiqui", "Farah Siddiqui", "Inspector", "harbour", ("cii@missing", "inspector@missing"), "call", "Critical incident inspector, Harbour",
        ("incident_command",),
    ),
    Person(
        "croft", "Neil Croft", "Inspector", "dales", ("cii@missing", "inspector@missing"), "call", "Critical incident inspector, Dales",
        ("incident_command",),
    ),
    Person(
        "voss", "Hannah Voss", "Detective Inspector", "missing", ("detective_inspector@missing",), "call", "Detective inspector, missing children",
        ("pip2",),
    ),
    Person(
        "brady", "Colm Brady", "Detective Inspector", "exploitation", ("detective_inspector@exploitation",), "call", "Detective inspector, exploitation",
        ("pip2",),
    ),
    Person("osei", "Grace Osei", "Constable", "response", ("response_officer@response",), "call", "Response officer, Harbour"),
    Person("adeyemi", "Femi Adeyemi", "Constable", "response", ("response_officer@response",), "call", "Response officer, Harbour"),
    Person("marlow", "Kate Marlow", "Sergeant", "response", ("sergeant@response",), "call", "Response sergeant, Harbour"),
    Person("dunne", "Patrick Dunne", "Inspector", "response", ("inspector@response",), "call", "Response inspector, Harbour"),
    Person(
        "whitlock", "Sam Whitlock", "Detective Inspector", "investigation", ("detective_inspector@investigation",), "call", "Duty detective inspector",
        ("pip2",),
    ),
    Person("farrow", "Nadia Farrow", "Detective Constable", "investigation", ("investigator@investigation",), "call", "Investigating officer", ("pip2",)),
    Person(
        "salter", "Owen Salter", "Detective Chief Inspector", "investigation",
        ("detective_chief_inspector@investigation", "detective_chief_inspector@missing"), "call", "Detective chief inspector", ("pip2",),
    ),
    Person(
        "ibbotson", "Claire Ibbotson", "Detective Superintendent", "command", ("detective_superintendent@investigation",), "call",
        "Detective superintendent", ("pip2",),
    ),
    Person(
        "marsh", "Lena Marsh", "Detective Constable", "offenders", ("offender_manager@offenders",), "call", "Manages people who pose a risk",
        ("mosovo",),
    ),
    Person("gale", "Ron Gale", "Sergeant", "custody", ("custody_sergeant@custody",), "call", "Custody sergeant"),
    Person("thackray", "Alan Thackray", "Assistant Chief Constable", "command", ("assistant_chief_constable@force",), "call", "Assistant chief constable"),
    Person("winters", "Mo Winters", "Staff", "command", ("crime_registrar@force",), "call", "Force crime registrar"),
    Person("ellery", "Sue Ellery", "Staff", "command", ("administrator@force",), "call", "Keeps officers, posts and roster; sees no child"),
    Person("novak", "Petra Novak", "Chief Inspector", "standards", ("professional_standards@force",), "call", "Professional standards: reads trails"),
    Person("kerr", "Ian Kerr", "Staff", "command", ("trainer@force",), "call", "Runs a training day"),
)
LOCAL_AUTHORITY: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("Northshire Council", "", "Amara Obi", "return_interviewer@local_authority"),
    ("Northshire Council", "", "Helen Frost", "team_manager@local_authority"),
    ("Northshire Council", "", "Martin Yeo", "strategic_lead@local_authority"),
    ("Northshire Council, out of hours", "Northshire Council", "Chidi Okafor", "duty_social_worker@local_authority"),
)
"""Agency, the body that it is a team of, who, and as what they answer: they sign in at the partners' own site."""
HOURS: Final[dict[str, tuple[int, int]]] = {"early": (7, 15), "late": (15, 23), "night": (23, 31)}


def roster_lines() -> list[str]:
    """Whom one may sign in as, a line each."""
    return [f"{person.key:<12} {person.rank + ' ' + person.name:<38} {person.sentence}" for person in PEOPLE]
