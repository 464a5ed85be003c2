"""Writes where none may be, and habits that this house does without."""

from tests.architecture.canary import Canary

ELSEWHERE = "rows are written in operations and engines, and by the modules that are named"
OTHERS = "a part writes rows of its own tables alone"
HABITS = "no signals, no model forms, no admin"

SRC = "src/tutela"
VIEW = f"{SRC}/desks/worklist/views/board.py"
QUERY = f"{SRC}/record/people/queries/names.py"
OPERATIONS = f"{SRC}/practice/missing/operations/canary.py"

CANARIES = [
    Canary("a view saves", ELSEWHERE, {VIEW: "\ndef canary(row):\n    row.save()\n"}),
    Canary("a query updates", ELSEWHERE, {QUERY: "\ndef canary(rows):\n    rows.filter(pk=1).update(full='')\n"}),
    Canary("a query in SQL", ELSEWHERE, {QUERY: '\ndef canary(cursor):\n    cursor.execute("DELETE FROM people_name")\n'}),
    Canary("a job makes rows", ELSEWHERE, {f"{SRC}/record/sharing/jobs.py": "\ndef canary(model):\n    model.objects.bulk_create([])\n"}),
    Canary("a foundation that is not named", ELSEWHERE, {f"{SRC}/foundations/access/policy.py": "\ndef canary(row):\n    row.delete()\n"}),
    Canary(
        "an area makes a person's row", OTHERS,
        {OPERATIONS: "from tutela.record.people.models import Name\ndef canary(work):\n    work.add(Name(full=''))\n"},
    ),
    Canary(
        "an area changes a person's rows", OTHERS,
        {OPERATIONS: "from tutela.record.people.models import Name\ndef canary():\n    Name.objects.filter(pk=1).update(full='')\n"},
    ),
    Canary("a signal", HABITS, {QUERY: "\nfrom django.db.models.signals import post_save\n"}),
    Canary("a receiver of signals", HABITS, {QUERY: "\nfrom django.dispatch import receiver\n"}),
    Canary("a model form", HABITS, {f"{SRC}/foundations/access/forms.py": "\nfrom django import forms as canary\nclass C(canary.ModelForm):\n    pass\n"}),
    Canary("Django's admin", HABITS, {QUERY: "\nfrom django.contrib import admin\n"}),
]
