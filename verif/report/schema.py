"""The JSON Schemas of the records that commands write."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import msgspec

RECORDS = {
    "run": ("verif.results.record", "RunRecord"),
    "accumulate": ("verif.accumulate.record", "AccumulateRecord"),
    "measure": ("verif.measure.record", "MeasureRecord"),
    "lean": ("verif.lean.record", "LeanRecord"),
    "mutate": ("verif.mutate.record", "MutationRecord"),
}
"""The modules and names of the records, by the words that ``verif schema`` knows them by."""


def schema(name: str) -> str:
    """The JSON Schema (draft 2020-12) of a record of ``RECORDS``, as JSON text."""
    module_name, type_name = RECORDS[name]
    module = import_module(module_name)
    described: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"verif {name} record, schema_version {module.SCHEMA_VERSION}",
        **msgspec.json.schema(getattr(module, type_name)),
    }
    return json.dumps(described, indent=2) + "\n"
