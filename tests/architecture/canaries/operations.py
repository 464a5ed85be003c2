"""Acts that are none, or not what they declare."""

from tests.architecture.canary import Canary

UNDECORATED = "what a door calls with a unit of work is an operation"
LOWER = "doors call operations and queries, nothing below"
KEYED = "an operation takes a unit of work, and the rest by name"
CLASSED = "an operation declares the class of every act that it notes"

SRC = "src/tutela"
VIEW = f"{SRC}/practice/missing/views/canary.py"
ACTS = f"{SRC}/practice/missing/operations/canary.py"
HEAD = (
    "from tutela.facts import missing as facts\nfrom tutela.foundations.access.permissions import Permission\n"
    "from tutela.foundations.work.operation import operation\nfrom tutela.foundations.work.unit import Work\n"
)

CANARIES = [
    Canary(
        "a view calls a bare function", UNDECORATED,
        {
            ACTS: HEAD + "def bare(work: Work) -> None: ...\n",
            VIEW: "from tutela.practice.missing.operations.canary import bare\ndef view(request):\n    bare(None)\n",
        },
    ),
    Canary(
        "an endpoint calls a bare function of the record", UNDECORATED,
        {f"{SRC}/desks/api/v1/alerts.py": "\nfrom tutela.record.people import operations as canary\ndef late(work):\n    canary.add_person(work)\n"},
    ),
    Canary(
        "a view asks the engine", LOWER,
        {VIEW: "from tutela.record.duties.engine.judging import judge\ndef view(request):\n    return judge\n"},
    ),
    Canary("an act whose arguments have an order", KEYED, {ACTS: HEAD + "@operation(Permission.SIGNED_IN)\ndef act(work: Work, child: str) -> None: ...\n"}),
    Canary(
        "an act about what it is not given", KEYED,
        {ACTS: HEAD + "@operation(Permission.SIGNED_IN, about=('child',))\ndef act(work: Work, *, person: str) -> None: ...\n"},
    ),
    Canary(
        "a closing that says it records", CLASSED,
        {ACTS: HEAD + "@operation(Permission.MISSING_CLOSE)\ndef act(work: Work, *, why: str) -> None:\n    work.record(facts.EpisodeClosed)\n"},
    ),
]
