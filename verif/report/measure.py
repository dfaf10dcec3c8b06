"""The reports of a measurement: text, and JSON with its schema."""

from __future__ import annotations

import msgspec

from verif.measure.record import (
    Case,
    Enclosure,
    Measurement,
    MeasureRecord,
    Order,
    Repeated,
    Worst,
)
from verif.report.table import table
from verif.report.values import short_value, value_text


def render(record: MeasureRecord) -> str:
    """The record as JSON text."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def as_text(record: MeasureRecord) -> str:
    """The report as text."""
    blocks = [_measurement(record, m) for m in record.measurements]
    if len(record.measurements) > 1:
        blocks.append(["", *_comparison(record.measurements)])
    lines = [line for block in blocks for line in block]
    return "\n".join(["", *lines, ""]).lstrip("\n") + ("\n" if lines else "")


def _measurement(record: MeasureRecord, m: Measurement) -> list[str]:
    lines = [
        "",
        f"{m.name} against {record.function}(x) = {record.formula}, rounded {record.rounding}",
        *table(_facts(m), "  "),
    ]
    if m.state in ("wrong", "lost"):
        return lines
    for title, worst, unit in (
        ("ulp error", m.ulp, " ulp"), ("absolute error", m.absolute, ""),
        ("relative error", m.relative, ""),
    ):  # fmt: skip
        lines += _worst(title, worst, unit)
    if m.histogram:
        rows = [("from", "to", "wrong results")]
        rows += [
            (f"{b.low:g} ulp", "" if b.high is None else f"{b.high:g} ulp", str(b.count))
            for b in m.histogram
            if b.count
        ]
        lines += ["", "  errors of wrong results", *table(rows, "    ")]
    lines += _unbounded(m)
    lines += _special(m)
    for name, order in (("order", m.monotone), ("symmetry", m.symmetry)):
        lines += _examples(name, order)
    lines += _positions(m.repeated, m)
    lines += ["", f"  again: {record.command}"]
    return lines


def _facts(m: Measurement) -> list[tuple[str, str]]:
    rows = [("subject", f"{m.callable or 'operator'}: {m.takes} -> {m.gives}")]
    if m.versions:
        rows.append(("versions", ", ".join(f"{n} {v}" for n, v in m.versions)))
    if m.state != "complete":
        rows.append((m.state.upper(), m.reason))
    if m.state in ("wrong", "lost") or m.evidence is None:
        return rows
    rows.append(("evidence", f"{m.evidence.kind}: {m.evidence.text}"))
    share = f" ({100 * m.misrounded / m.measured:.3g} %)" if m.measured else ""
    rows += [
        ("measured", f"{m.measured} inputs{_others(m)}"),
        ("misrounded", f"{m.misrounded}{share}"),
        ("faithful", "yes" if m.faithful else f"no: {_are(m.unfaithful)} not"),
    ]
    if m.unbounded:
        rows.append(("UNBOUNDED", f"{m.unbounded} errors have no size: infinite, NaN or too large"))
    rows += [
        ("max ulp error", largest(m.ulp)),
        ("max absolute error", largest(m.absolute)),
        ("max relative error", f"{largest(m.relative)}, of normal results"),
    ]
    for title, order in (("order", m.monotone), ("symmetry", m.symmetry)):
        if order is not None:
            rows.append((title, _order(order)))
    for title, found in (("NaN inputs", m.nan), ("outside the domain", m.outside)):
        if found.inputs:
            wrong = f"{found.wrong} give something else" if found.wrong else "NaN everywhere"
            rows.append((title, f"{found.inputs} inputs: {wrong}"))
    if m.repeated is not None:
        rows.append(("asked again", _repeated(m.repeated)))
    if m.within is not None:
        rows.append(("limit", "kept" if m.within else "WRONG exceeded"))
    return rows


def _are(count: int) -> str:
    return "1 result is" if count == 1 else f"{count} results are"


def _others(m: Measurement) -> str:
    left_out = f", {m.left_out} left out, without a right result" if m.left_out else ""
    apart = m.nan.inputs + m.outside.inputs
    return f"{left_out}, {apart} more have no number as result" if apart else left_out


def largest(worst: Worst) -> str:
    """The largest error: a number, or what it lies between."""
    if worst.max is None:
        return "not measured"
    low, high = worst.max
    if low == high:
        return low
    if low == "0":
        return f"at most {high}"
    return between(worst.max)


def between(found: Enclosure) -> str:
    """An enclosure: the digits that both ends share, or both ends."""
    low, high = found
    if low == high:
        return low
    mantissa, _, exponent = low.partition("e")
    other, _, same = high.partition("e")
    if exponent == same and len(mantissa) >= 8 and len(other) >= 6:
        shared = _common(mantissa, other)
        if len(shared) >= 7 and "." in shared:
            return f"~{shared.rstrip('.')}" + (f"e{exponent}" if exponent else "")
    return f"{low} to {high}"


def _common(a: str, b: str) -> str:
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return a[:i]
    return min(a, b, key=len)


def _order(order: Order) -> str:
    wrong = f"WRONG {order.wrong} violations" if order.wrong else "as it should be"
    return f"{order.wanted}: {wrong}, {order.pairs} pairs"


def _repeated(found: Repeated) -> str:
    if found.differing:
        return (
            f"WRONG not a function of its input alone: {found.differing} of {found.inputs} differ"
        )
    return f"{found.asked} times in other orders and pieces: the same results"


def _worst(title: str, worst: Worst, unit: str) -> list[str]:
    if not worst.cases:
        return []
    rows = [("input", "", "gives", "right", "exact value", title)]
    for case in worst.cases:
        error = {"ulp error": case.ulps, "absolute error": case.absolute}.get(title, case.relative)
        inputs = ", ".join(f"{v.code}" for v in case.inputs)
        values = ", ".join(value_text(v) if len(v.exact) < 24 else v.decimal for v in case.inputs)
        rows.append(
            (
                inputs,
                values,
                case.got.code,
                case.right.code,
                between(case.value) if case.value else "",
                f"{between(error)}{unit}" if error else "",
            )
        )
    return ["", f"  worst cases by {title}", *table(rows, "    ")]


def _case(case: Case) -> str:
    inputs = ", ".join(f"{v.name} = {short_value(v)}" for v in case.inputs)
    return f"{inputs}: gives {short_value(case.got)}, right is {short_value(case.right)}"


def _unbounded(m: Measurement) -> list[str]:
    lines: list[str] = []
    for title, cases in (
        ("errors without size", m.unbounded_cases),
        ("NaN inputs that do not give NaN", m.nan.examples),
        ("inputs outside the domain that do not give NaN", m.outside.examples),
    ):  # fmt: skip
        if cases:
            lines += ["", f"  {title}", *(f"    {_case(case)}" for case in cases)]
    return lines


def _special(m: Measurement) -> list[str]:
    if not m.special:
        return []
    rows = [("input", "", "gives", "right", "")]
    rows += [
        (s.name, s.input.code, short_value(s.got), short_value(s.right), "" if s.ok else "differs")
        for s in m.special
    ]
    return ["", "  special values", *table(rows, "    ")]


def _examples(name: str, order: Order | None) -> list[str]:
    if order is None or not order.examples:
        return []
    lines = ["", f"  {name}, {order.wanted}: violations"]
    for pair in order.examples:
        (a, b), (y, z) = pair.inputs, pair.results
        lines.append(
            f"    {short_value(a)} gives {short_value(y)}, {short_value(b)} gives {short_value(z)}"
        )
    return lines


def _positions(found: Repeated | None, m: Measurement) -> list[str]:
    if found is None or not found.differing:
        return []
    lines = ["", "  not a function of its input alone"]
    for codes, first, again, how in found.examples:
        inputs = ", ".join(f"{c:#x}" for c in codes)
        lines.append(f"    {inputs}: gave {first:#x}, and {again:#x} {how}")
    return lines


def _comparison(found: tuple[Measurement, ...]) -> list[str]:
    """The subjects side by side."""
    rows = [("", "misrounded", "faithful", "max ulp error", "order", "evidence")]
    for m in found:
        if m.state in ("wrong", "lost"):
            rows.append((m.name, m.reason, "", "", "", ""))
            continue
        order = "" if m.monotone is None else "kept" if not m.monotone.wrong else "not kept"
        kind = m.evidence.kind if m.evidence else ""
        faithful = "yes" if m.faithful else "no"
        rows.append((m.name, str(m.misrounded), faithful, largest(m.ulp), order, kind))
    return table(rows)
