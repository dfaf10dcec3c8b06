"""Arrays of any length: verdicts against brute force over each length, and what is refused."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from verif.language import declare_property
from verif.results.record import PropertyRecord
from verif.run import lane_pool, sums
from verif.run.check import Options, declare, panel_for
from verif.run.decide import decide_property

L1 = """
property p {{
  given K : nat where {least} <= K and K <= {most};
  given x : {inputs}({n})[K];
  given w : int({m})[K];
  assume sum(abs(w[i]) for i in 0..<K) * {scale} <= {bound};
  let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
  prove forall j in 0..<K : fits(partial[j], int({p}));
  cover exists j in 0..<K : partial[j] == {bound};
}}
"""

TYPES = """
property p {{
  given K : nat where K <= {most};
  given x : {inputs}({n})[K];
  given w : int({m})[K];
  prove fits(sum(x[i] * w[i] for i in 0..<K), int({p}));
  cover sum(x[i] * w[i] for i in 0..<K) == 2**({p} - 1) - 1;
}}
"""


def decided(tmp_path: Path, text: str, **options: object) -> list[PropertyRecord]:
    """The records of a spec's properties."""
    path = tmp_path / "sums.arith"
    path.write_text(text)
    chosen = Options(**options)  # type: ignore[arg-type]
    return [decide_property(p, panel_for(chosen, p), 60) for p in declare([path]).properties]


def both(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[PropertyRecord, PropertyRecord]:
    """The same property by sums, and length by length by enumeration."""
    monkeypatch.setattr(declare_property, "FEW_LENGTHS", 0)
    (by_sums,) = decided(tmp_path, text)
    monkeypatch.setattr(declare_property, "FEW_LENGTHS", 1 << 20)
    (by_length,) = decided(tmp_path, text)
    return by_sums, by_length


def agree(by_sums: PropertyRecord, by_length: PropertyRecord) -> None:
    """Equal verdicts; that a single value between those in reach is met by no whole number of lanes
    may stay open."""
    for sums_said, brute in zip(by_sums.obligations, by_length.obligations, strict=True):
        between = (sums_said.kind, sums_said.verdict, brute.verdict)
        assert sums_said.verdict == brute.verdict or between == ("cover", "unknown", "refuted")
    steps = [s for o in by_sums.obligations if o.evidence for s in o.evidence.steps]
    assert any(s.logic == sums.RULE for s in steps), "it was not decided by sums"
    assert {o.engine for o in by_length.obligations} == {"exhaustive"}


def configurations(space: int) -> list[tuple[int, int, int, str, int]]:
    """Lengths, widths and signs whose inputs are at most ``2**space``, with accumulators around
    the width that decides."""
    found = []
    for k, n, m in product(range(1, 7), range(1, 9), range(2, 9)):
        if k * (n + m) <= space:
            top = (k * 2 ** (n + m - 2)).bit_length()
            found += [
                (k, n, m, sign, p)
                for sign in (("uint", "int") if n > 1 else ("uint",))
                for p in range(max(2, top - 1), top + 3)
            ]
    return found


@pytest.mark.share(3)
@pytest.mark.parametrize(("k", "n", "m", "sign", "p"), configurations(7))
def test_types_against_brute_force(
    k: int, n: int, m: int, sign: str, p: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(*both(tmp_path, TYPES.format(most=k, n=n, m=m, inputs=sign, p=p), monkeypatch))


@pytest.mark.long
@pytest.mark.parametrize(("k", "n", "m", "sign", "p"), configurations(20))
def test_all_small_types_against_brute_force(
    k: int, n: int, m: int, sign: str, p: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(*both(tmp_path, TYPES.format(most=k, n=n, m=m, inputs=sign, p=p), monkeypatch))


@pytest.mark.share(3)
@pytest.mark.parametrize("slack", [-1, 0, 1, 2, 3])
@pytest.mark.parametrize(("n", "sign"), [(1, "uint"), (2, "uint"), (2, "int")])
@pytest.mark.parametrize("p", [3, 4])
def test_l1_bounds_against_brute_force(
    p: int, n: int, sign: str, slack: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The norm's bound, tight, too wide and too narrow; every prefix."""
    scale = 2**n - 1 if sign == "uint" else 2 ** (n - 1)
    bound = 2 ** (p - 1) - 1 + slack
    text = L1.format(least=1, most=3, inputs=sign, n=n, m=3, scale=scale, bound=bound, p=p)
    agree(*both(tmp_path, text, monkeypatch))


def test_counterexample_is_the_smallest(tmp_path: Path) -> None:
    """Slack of two at N = 2, P = 8: one lane, 3 times 43."""
    text = L1.format(least=1, most=1000, inputs="uint", n=2, m=8, scale=3, bound=129, p=8).replace(
        "  cover exists j in 0..<K : partial[j] == 129;\n", ""
    )
    (record,) = decided(tmp_path, text)
    found = record.counterexample
    assert record.verdict == "refuted" and found is not None and found.minimal
    shown = {v.name: v.exact for v in found.variables}
    assert shown == {"K": "1", "j": "0", "x[0]": "3", "w[0]": "43"}


def test_positions_are_shown_where_they_matter(tmp_path: Path) -> None:
    """Two claims about prefixes, by other names, and one about all: no lane at all is the least."""
    text = """
    property p {
      given K : nat;
      given x : int(3)[K];
      let s = prefix_sums(x[i] for i in 0..<K);
      prove forall j in 0..<K : s[j] <= 3 * K;
      prove forall k in 0..<K : s[k] < 3;
      prove sum(x[i] for i in 0..<K) > 0;
    }
    """
    (record,) = decided(tmp_path, text)
    first, second, third = record.obligations
    assert (first.verdict, second.verdict, third.verdict) == ("proved", "refuted", "refuted")
    assert second.counterexample is not None and third.counterexample is not None
    shown = {v.name: v.exact for v in second.counterexample.variables}
    assert shown == {"K": "1", "j": "0", "x[0]": "3"}
    assert {v.name: v.exact for v in third.counterexample.variables} == {"K": "0"}
    assert third.counterexample.minimal


def test_long_arrays_are_shown_in_runs(tmp_path: Path) -> None:
    text = """
    property p {
      given K : nat where K <= 131072;
      given x, w : int(8)[K];
      prove fits(sum(x[i] * w[i] for i in 0..<K), int(32));
    }
    """
    (record,) = decided(tmp_path, text)
    assert record.counterexample is not None
    shown = {v.name: v.exact for v in record.counterexample.variables}
    assert shown == {"K": "131072", "x[0..<131072]": "-128", "w[0..<131072]": "-128"}


def verdict(tmp_path: Path, body: str, **options: object) -> tuple[str, str]:
    (record,) = decided(tmp_path, "property p {" + body + "}", **options)
    return record.verdict, record.reason


ARRAYS = "given K : nat where 1 <= K; given x : int(3)[K];"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("prove sum(1 for i in 0..<K) == K;", "proved"),
        ("prove len(x) == K;", "proved"),
        ("prove count(x[i] > 0 for i in 0..<K) <= K;", "proved"),
        ("prove mean(x[i] for i in 0..<K) <= 3;", "proved"),
        ("prove mean(x[i] for i in 0..<K) < 3;", "refuted"),
        ("prove sum(x[i] for i in 0..<K where x[i] > 0) >= sum(x[i] for i in 0..<K);", "proved"),
        ("assume forall i in 0..<K : x[i] > 0; prove sum(x[i] for i in 0..<K) >= K;", "proved"),
        ("assume exists i in 0..<K : x[i] > 2; prove sum(x[i] for i in 0..<K) >= 3;", "refuted"),
        ("assume exists i in 0..<K : x[i] > 3; prove 1 == 1;", "vacuous"),
        ("assume K > 5 and K < 5; prove sum(x[i] for i in 0..<K) > 0;", "vacuous"),
        ("prove forall i in 0..<K : x[i] < 4;", "proved"),
        ("prove forall i in 0..<K : x[i] < 3;", "refuted"),
        ("cover sum(x[i] for i in 0..<K) == 1000;", "proved"),
        ("cover sum(x[i] for i in 0..<K) == 1/2;", "refuted"),
        (
            "cover sum(2 * x[i] for i in 0..<K) == 7;",
            "unknown",
        ),  # inequalities say nothing of parity
        ("prove sum(1 / x[i] for i in 0..<K) <= K;", "refuted"),
        (
            "assume forall i in 0..<K : x[i] != 0; prove sum(1 / x[i] for i in 0..<K) <= K;",
            "proved",
        ),
        ("prove K >= 2 implies (exists i in 0..<K : x[i] >= -4);", "proved"),
    ],
)
def test_what_sums_tell(body: str, expected: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, ARRAYS + body)[0] == expected


def test_terms_without_meaning_on_some_lane(tmp_path: Path) -> None:
    found, reason = verdict(tmp_path, ARRAYS + "prove sum(1 / x[i] for i in 0..<K) <= K;")
    assert found == "refuted" and reason.startswith("undefined: division by zero")


def test_the_mean_of_nothing(tmp_path: Path) -> None:
    body = "given K : nat where 0 <= K; given x : int(3)[K]; prove mean(x[i] for i in 0..<K) <= 3;"
    found, reason = verdict(tmp_path, body)
    assert found == "refuted" and reason.startswith("undefined: the mean of nothing")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("prove sum(i * x[i] for i in 0..<K) >= 0;", "than polynomials of it alone"),
        ("prove max(x[i] for i in 0..<K) <= 3;", "max over K values"),
        ("prove sum(x[i] for i in 1..<K) <= 3 * K;", "'i in 0..<K' only"),
        ("prove x[0] <= 3;", "at a place that is not its index"),
        ("let s = prefix_sums(x[i] for i in 0..<K); prove s[0] <= 3;", "that is the whole claim"),
        ("given b : E4M3; prove sum(x[i] * decode(b) for i in 0..<K) == 0;", ""),
        ("given y : real[K]; given z : real; prove sum(y[i] * z for i in 0..<K) == 0;", "z, which"),
    ],
)
def test_what_sums_do_not_tell_is_unsupported(body: str, why: str, tmp_path: Path) -> None:
    if not why:
        body, why = "given b : int(4); prove sum(x[i] * b for i in 0..<K) == 0;", "b, which is not"
    found, reason = verdict(tmp_path, ARRAYS + body)
    assert found == "unsupported" and why in reason and reason.startswith("K is not bounded")


def test_no_second_engine(tmp_path: Path) -> None:
    found, reason = verdict(
        tmp_path, ARRAYS + "prove sum(x[i] for i in 0..<K) <= 3 * K;", confirm=True
    )
    assert found == "unknown" and "no second engine adds up lanes" in reason


def test_without_z3(tmp_path: Path) -> None:
    found, reason = verdict(
        tmp_path, ARRAYS + "prove sum(x[i] for i in 0..<K) <= 3 * K;", engine="exhaustive"
    )
    assert found == "unsupported" and "need z3" in reason


def test_inequalities_are_held_against_every_lane(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where lanes are not looked at, a false claim gets through: the check is what protects."""
    body = (
        ARRAYS + "assume sum(x[i] for i in 0..<K) == 0; prove sum(abs(x[i]) for i in 0..<K) == 0;"
    )
    assert verdict(tmp_path, body)[0] == "refuted"
    original = sums._Work._lane

    def blind(self: object, violated: object, total: object, name: str) -> object:
        _, steps = original(self, violated, total, name)  # type: ignore[arg-type]
        return sums.NOWHERE, steps

    monkeypatch.setattr(
        lane_pool, "special", lambda v, fmt: [0]
    )  # one lane, of zeros, to begin with
    assert verdict(tmp_path, body)[0] == "refuted"  # the others are found
    monkeypatch.setattr(sums._Work, "_lane", blind)
    assert verdict(tmp_path, body)[0] == "proved"


REALS_BESIDE = """
property irrational {
  given K : nat where 1 <= K;
  given x : int(4)[K];
  given s : real where s * s == 2;
  prove s < 0 or sum(x[i] for i in 0..<K) < 100;
}
property rational {
  given K : nat where 1 <= K;
  given x : int(4)[K];
  given s : real where 2 * s == 3;
  prove s > 0;
  prove sum(x[i] for i in 0..<K) * 2 != s * 20;
  cover sum(x[i] for i in 0..<K) * 2 == s * 20;
}
property exponents {
  given K : nat where 1 <= K;
  given x : int(4)[K];
  let t = sum(abs(x[i]) for i in 0..<K);
  assume t > 0;
  prove 2**exponent(t) <= t and t < 2**(exponent(t) + 1);
  prove t != 40 or 2**exponent(t) == 16;
}
"""


def test_real_numbers_beside_arrays_are_not_their_sums(tmp_path: Path) -> None:
    """What an encoder names must not be named again: a real number was once the length, and no
    input was said to satisfy ``s * s == 2``. An irrational witness is not shown."""
    irrational, rational, exponents = decided(tmp_path, REALS_BESIDE)
    assert irrational.verdict == "unknown"
    assert [o.verdict for o in rational.obligations] == ["proved", "refuted", "proved"]
    assert rational.obligations[1].counterexample is not None
    assert exponents.obligations[0].verdict == "proved"
    assert exponents.obligations[1].verdict in ("refuted", "unknown")


NESTED = (
    "sum(sum(i - j for j in 0..<K) * x[i] for i in 0..<K) == 0",
    "sum(if sum(i - j for j in 0..<K) == 0 then 0 else 1 for i in 0..<K) == 0",
    "sum(sum(i - j for j in 0..<K)**2 for i in 0..<K) == 0",
    "sum(sum(x[i] - x[j] for j in 0..<K) * x[i] for i in 0..<K) == 0",
    "sum(sum(i for j in 0..<K) * i for i in 0..<K) == K * (K - 1) / 2 * (K * (K - 1) / 2)",
    "forall i in 0..<K : sum(i - j for j in 0..<K) == 0",
)
"""False claims; each would hold if the two indices were one."""


@pytest.mark.parametrize("claim", NESTED)
def test_the_index_of_an_inner_sum_is_another(claim: str, tmp_path: Path) -> None:
    body = f"given K : nat where {{}}; given x : uint(1)[K]; prove {claim};"
    endless, few = (f"property p {{ {body.format(w)} }}" for w in ("1 <= K", "1 <= K and K <= 9"))
    assert decided(tmp_path, endless)[0].verdict == "unsupported"
    assert decided(tmp_path, few)[0].verdict == "refuted"


@pytest.mark.parametrize(
    "given", ["given K, L : nat where 1 <= K and 1 <= L;", "given K : nat; given L : nat;"]
)
def test_two_numbers_without_an_end(given: str, tmp_path: Path) -> None:
    """There is nothing to go through; that is not to say that no number would do."""
    text = f"""property p {{
      {given} given x : uint(2)[K]; given y : uint(2)[L];
      prove sum(x[i] for i in 0..<K) <= 3 * K;
    }}"""
    (record,) = decided(tmp_path, text)
    assert record.verdict == "unsupported"
    assert "K is not bounded" in record.reason


def test_each_question_stands_once_in_the_evidence(tmp_path: Path) -> None:
    """All assumptions and those above the claim are the same here: they are asked for once."""
    (record,) = decided(tmp_path, "property p {" + ARRAYS + "prove sum(x[i] for i in 0..<K) < 3; }")
    evidence = record.obligations[0].evidence
    assert evidence is not None
    assert [s.question for s in evidence.steps] == ["undefined", "claim", "satisfiable"]
