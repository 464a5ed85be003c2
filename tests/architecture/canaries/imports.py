"""Faults that the contracts of pyproject.toml must see, each breaking exactly one."""

from tests.architecture.canary import Canary

HOUSE = "The house stands on its floors"
FOUNDATIONS = "Foundations stand on one another in order"
RECORD = "The record stands on itself in order"
PRACTICE = "Areas of practice never import one another"
DESKS = "Desks never import one another"
APP = "Inside an area or desk: doors, pages, operations, queries, models"
STORE = "Inside a part of the record: no screens"
DOORS = "Doors and pages do not touch models"
PURE = "Law, facts, kit, pictures and command line know no framework"
SPLINK = "Only linkage knows Splink"
SPARK = "Only the command line knows Spark"

SRC = "src/tutela"
MISSING, CUSTODY = f"{SRC}/practice/missing", f"{SRC}/practice/custody"
LAW = "Inside the law, areas never meet"

CANARIES = [
    Canary("an area imports demo", HOUSE, {f"{MISSING}/operations.py": "import tutela.demo\n"}),
    Canary("an area imports a desk", HOUSE, {f"{MISSING}/queries.py": "from tutela.desks import worklist\n"}),
    Canary("the record imports an area", HOUSE, {f"{SRC}/record/chronology/queries.py": "from tutela.practice import missing\n"}),
    Canary("the law imports the record", HOUSE, {f"{SRC}/law/__init__.py": "\nimport tutela.record.people\n"}),
    Canary("facts import the law", HOUSE, {f"{SRC}/facts/form.py": "\nimport tutela.law\n"}),
    Canary("foundations import facts", HOUSE, {f"{SRC}/foundations/forces/__init__.py": "\nimport tutela.facts\n"}),
    Canary("an import inside a function", HOUSE, {f"{SRC}/record/people/queries.py": "def later():\n    import tutela.demo\n"}),
    Canary("a new floor", HOUSE, {f"{SRC}/helpers/__init__.py": ""}),
    Canary("kit imports access", FOUNDATIONS, {f"{SRC}/foundations/kit/__init__.py": "\nimport tutela.foundations.access\n"}),
    Canary("audit imports post", FOUNDATIONS, {f"{SRC}/foundations/audit/__init__.py": "\nfrom tutela.foundations import post\n"}),
    Canary("a new foundation", FOUNDATIONS, {f"{SRC}/foundations/common.py": ""}),
    Canary("people import duties", RECORD, {f"{SRC}/record/people/operations.py": "import tutela.record.duties\n"}),
    Canary("sharing imports linkage", RECORD, {f"{SRC}/record/sharing/operations.py": "import tutela.record.linkage\n"}),
    Canary("a new part of the record", RECORD, {f"{SRC}/record/incidents/__init__.py": ""}),
    Canary("an area imports an area", PRACTICE, {f"{MISSING}/operations.py": "from tutela.practice import custody\n"}),
    Canary("a new area", PRACTICE, {f"{SRC}/practice/firearms/__init__.py": ""}),
    Canary("a desk imports a desk", DESKS, {f"{SRC}/desks/profile/queries.py": "import tutela.desks.worklist\n"}),
    Canary("a new desk", DESKS, {f"{SRC}/desks/lobby/__init__.py": ""}),
    Canary(
        "queries import operations", APP,
        {f"{MISSING}/queries.py": "from tutela.practice.missing import operations\n", f"{MISSING}/operations.py": ""},
    ),
    Canary(
        "operations import a view", APP,
        {f"{SRC}/desks/search/operations.py": "import tutela.desks.search.views\n", f"{SRC}/desks/search/views.py": ""},
    ),
    Canary(
        "a form imports a page", APP, {f"{CUSTODY}/forms.py": "from tutela.practice.custody import pages\n", f"{CUSTODY}/pages.py": ""},
    ),
    Canary("a file of another name in an area", APP, {f"{MISSING}/helpers.py": ""}),
    Canary("a file of another name in a desk", APP, {f"{SRC}/desks/api/v2.py": ""}),
    Canary("a screen in the record", STORE, {f"{SRC}/record/people/views.py": ""}),
    Canary(
        "models import the engine", STORE,
        {f"{SRC}/record/duties/models.py": "import tutela.record.duties.engine\n", f"{SRC}/record/duties/engine.py": ""},
    ),
    Canary(
        "a view imports a model", DOORS,
        {f"{CUSTODY}/views.py": "from tutela.practice.custody import models\n", f"{CUSTODY}/models.py": ""},
    ),
    Canary(
        "an endpoint imports a model of the record", DOORS,
        {f"{SRC}/desks/api/v1/persons.py": "import tutela.record.people.models\n", f"{SRC}/record/people/models.py": ""},
    ),
    Canary(
        "a job of the record imports its model", DOORS,
        {f"{SRC}/record/duties/jobs.py": "from tutela.record.duties import models\n", f"{SRC}/record/duties/models.py": ""},
    ),
    Canary("the law of one area imports another's", LAW, {f"{SRC}/law/contact/__init__.py": "\nimport tutela.law.missing.conditions\n"}),
    Canary("the kernel imports what stands", LAW, {f"{SRC}/law/kernel/findings.py": "\nimport tutela.law.standing.risk\n"}),
    Canary("a folder of the law that has no place", LAW, {f"{SRC}/law/helpers.py": ""}),
    Canary("the law imports Django", PURE, {f"{SRC}/law/__init__.py": "\nfrom django.utils import timezone\n"}),
    Canary(
        "the law reaches Django through a foundation", PURE,
        {f"{SRC}/law/__init__.py": "\nimport tutela.foundations.forces.rows\n", f"{SRC}/foundations/forces/rows.py": "import django.db\n"},
    ),
    Canary("facts import a database driver", PURE, {f"{SRC}/facts/form.py": "\nimport psycopg\n"}),
    Canary("kit imports Django", PURE, {f"{SRC}/foundations/kit/clock.py": "\nimport django\n"}),
    Canary("a picture imports Django", PURE, {f"{SRC}/foundations/design/pictures/__init__.py": "\nimport django.template\n"}),
    Canary(
        "the command line reaches Django", PURE,
        {f"{SRC}/config/cli.py": "\nimport tutela.config.settings\n", f"{SRC}/config/settings.py": "import django\n"},
    ),
    Canary("custody imports Splink", SPLINK, {f"{CUSTODY}/operations.py": "import splink\n"}),
    Canary("duties import DuckDB", SPLINK, {f"{SRC}/record/duties/operations.py": "import duckdb\n"}),
    Canary("the kernel imports Spark", SPARK, {f"{SRC}/law/kernel/replay.py": "\nfrom pyspark.sql import SparkSession\n"}),
]

LOOSE = [
    Canary(
        "a contract that ignores an import", "no contract ignores an import",
        {"pyproject.toml": '\n[[tool.importlinter.contracts]]\nname = "x"\nignore_imports = ["tutela.law -> tutela.demo"]\n'},
    ),
    Canary("a part left off Splink's list", "every part but linkage is forbidden Splink", {f"{SRC}/record/incidents/__init__.py": ""}),
]
