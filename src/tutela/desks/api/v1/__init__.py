"""The API, version 1: facts in, duties out, acknowledge. One endpoint a file; the description is committed as ``docs/generated/openapi.json``."""
