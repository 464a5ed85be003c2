"""Ways to read the time that the check must see."""

from tests.architecture.canary import Canary

RULE = "only foundations/kit/clock.py reads the time"

PLACE = "src/tutela/record/chronology/queries.py"

CANARIES = [
    Canary(name, RULE, {PLACE: text})
    for name, text in {
        "datetime.now": "from datetime import UTC, datetime\nat = datetime.now(UTC)\n",
        "under another name": "import datetime as dt\nat = dt.datetime.utcnow()\n",
        "handed on, not called": "from datetime import date as D\nfrom dataclasses import field\non = field(default_factory=D.today)\n",
        "time.time": "import time\nat = time.time()\n",
        "time alone": "from time import time as seconds\nat = seconds()\n",
        "Django's": "from django.utils import timezone\nat = timezone.now()\n",
        "a field that fills itself": "from django.db import models\nat = models.DateTimeField(auto_now_add=True)\n",
    }.items()
]
