"""The JSON report and its schema."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from verif.results.record import SCHEMA_VERSION, RunRecord


def render(record: RunRecord) -> str:
    """The run record as JSON text."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def schema() -> str:
    """The JSON Schema of a run record, as JSON text."""
    described: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"verif run record, schema_version {SCHEMA_VERSION}",
        **msgspec.json.schema(RunRecord),
    }
    return json.dumps(described, indent=2) + "\n"
