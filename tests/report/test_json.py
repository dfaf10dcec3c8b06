"""The JSON report: it is kept, it can be read back, and its schema describes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import msgspec
import pytest

from tests.report.samples import kernel, run_of, small
from verif.report.json_ import render
from verif.report.schema import RECORDS, schema
from verif.results.record import Problem, RunRecord


def test_report(gold: Callable[[str, str], None]) -> None:
    gold("small.json", render(small()))


def test_schema(gold: Callable[[str, str], None]) -> None:
    gold("schema.json", schema("run"))


@pytest.mark.parametrize("name", RECORDS)
def test_schemas_are_schemas(name: str) -> None:
    described = json.loads(schema(name))
    jsonschema.Draft202012Validator.check_schema(described)
    assert described["title"] == f"verif {name} record, schema_version 1"


def test_report_can_be_read_back() -> None:
    assert msgspec.json.decode(render(small()), type=RunRecord) == small()


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    described = json.loads(schema("run"))
    jsonschema.Draft202012Validator.check_schema(described)
    return jsonschema.Draft202012Validator(described)


PROBLEM = Problem(code="E001", message="no", file="a.arith", line=1, column=1, hint="")


@pytest.mark.parametrize(
    "record",
    [small(), run_of(kernel(6), kernel(0)), run_of(problems=(PROBLEM,))],
    ids=["properties", "kernels", "problems"],
)
def test_schema_describes_reports(
    record: RunRecord, validator: jsonschema.Draft202012Validator
) -> None:
    validator.validate(json.loads(render(record)))


@pytest.mark.parametrize("lost", ["schema_version", "tool", "properties", "kernels", "summary"])
def test_schema_refuses_what_is_no_report(
    lost: str, validator: jsonschema.Draft202012Validator
) -> None:
    found: dict[str, Any] = json.loads(render(small()))
    found[lost] = "something else"
    assert not validator.is_valid(found)


def test_every_property_has_what_the_contract_names() -> None:
    found = json.loads(render(small()))
    assert found["schema_version"] == 1
    for p in found["properties"]:
        assert {"id", "file", "line", "verdict", "expected", "obligations"} <= p.keys()
        for o in p["obligations"]:
            names = {"verdict", "engine", "evidence", "counterexample", "reason", "seconds"}
            assert names | {"rlimit", "cached"} <= o.keys()
