"""Names that lead nowhere."""

from tests.architecture.canary import Canary

LEADS = "a bridge's name leads somewhere"
SHAPED = "a bridge takes what it is called with"
RECEIVED = "every fact type has a receiver"
PLACES = "what is linked to has an address, and what is offered a permission"
JOBS = "an act asks for jobs that there are"

SETTINGS = "src/tutela/config/settings.py"

CANARIES = [
    Canary("a gate that is not there", LEADS, {SETTINGS: '\nWORK_GATE = "tutela.record.duties.operations.wave"\n'}),
    Canary("messages of a package without any", LEADS, {SETTINGS: '\nDESIGN_MESSAGES.append("tutela.law.kernel")\n'}),
    Canary("a finisher that asks for more", SHAPED, {SETTINGS: '\nWORK_FINISHERS.append("tutela.record.people.operations.receive")\n'}),
    Canary("facts of an area that nobody takes", RECEIVED, {SETTINGS: '\nFACT_RECEIVERS = {k: v for k, v in FACT_RECEIVERS.items() if k != "*"}\n'}),
    Canary(
        "a link to a page that was taken away", PLACES,
        {"src/tutela/desks/search/apps.py": '\nfrom tutela.foundations.design.links import register_place as canary\ncanary("canary", "search:nowhere")\n'},
    ),
    Canary("a job of another name", JOBS, {"src/tutela/record/people/operations/notes.py": '\ndef canary(work):\n    work.later("people.canary")\n'}),
]
