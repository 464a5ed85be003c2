"""The API's own description, the same whenever it is written."""

from __future__ import annotations

import json

from tutela.desks.api.v1.base import PROBLEM, api


def description() -> str:
    """OpenAPI 3.1 as JSON, sorted, with one last line end: it is committed, and a test holds it fresh."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    for path in schema["paths"].values():
        for endpoint in path.values():
            for status, answer in endpoint["responses"].items():
                if str(status) >= "400" and "content" in answer:  # what went wrong has a media type of its own, which the library does not know
                    answer["content"] = {PROBLEM: answer["content"]["application/json"]}
    return json.dumps(schema, indent=1, sort_keys=True, default=str) + "\n"
