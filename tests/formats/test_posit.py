"""Posits: decoding against an independent transcription, rounding on the bit string."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.formats import shipped as s
from verif.formats.context import Mode, Policies
from verif.formats.encode import encode
from verif.formats.format import FormatError
from verif.formats.posit import Posit
from verif.formats.value import NAN, Input, infinity

WIDTHS = [(3, 0), (3, 2), (4, 1), (5, 3), (6, 2), (8, 0), (8, 1), (8, 2), (10, 2), (12, 4)]


def by_the_book(code: int, n: int, es: int) -> Fraction | None:
    """The value of a posit read bit by bit as a string; ``None`` is NaR."""
    text = format(code, f"0{n}b")
    if "1" not in text:
        return Fraction(0)
    if "1" not in text[1:]:
        return None
    if text[0] == "1":
        size = by_the_book((1 << n) - code, n, es)
        assert size is not None
        return -size
    body = text[1:]
    run = len(body) - len(body.lstrip(body[0]))
    regime = run - 1 if body[0] == "1" else -run
    rest = body[run + 1 :]
    exponent = int(rest[:es].ljust(es, "0") or "0", 2)
    fraction = rest[es:]
    value = Fraction(int("1" + fraction, 2), 1 << len(fraction))
    return value * Fraction(2) ** (regime * 2**es + exponent)


@pytest.mark.parametrize(("n", "es"), WIDTHS)
def test_every_code_of_small_posits(n: int, es: int) -> None:
    f = Posit("p", n, es)
    for code in f.codes():
        value = f.decode(code)
        expected = by_the_book(code, n, es)
        assert value.exact == expected
        assert (value.kind == "nar") == (expected is None)


@pytest.mark.share(2)
@pytest.mark.parametrize("name", ["posit16_0", "posit16_1", "posit16_2"])
def test_every_code_of_16_bit_posits(name: str) -> None:
    f = s.POSITS[name]
    assert all(f.decode(c).exact == by_the_book(c, 16, f.es) for c in f.codes())


@pytest.mark.share(3)
@pytest.mark.parametrize(("n", "es"), WIDTHS)
def test_rounding_is_nearest_on_the_infinite_bit_string(n: int, es: int) -> None:
    """Cutting the code of a longer posit to n bits, to nearest and ties to even, is rounding."""
    f, extra = Posit("p", n, es), 4
    longer = Posit("q", n + extra, es)
    context = f.context(Mode.RNE)
    for k in range(1, longer.kmax + 1):
        kept, cut = k >> extra, k & ((1 << extra) - 1)
        half = 1 << (extra - 1)
        up = cut > half or (cut == half and kept % 2 == 1)
        expected = min(max(kept + up, 1), f.kmax)
        x = longer.value_of(k)
        assert encode(f, Input.of(x), context) == expected
        assert encode(f, Input.of(-x), context) == (1 << n) - expected


def test_published_maxima() -> None:
    largest = {"posit8_0": 6, "posit8_1": 12, "posit8_2": 24, "posit16_0": 14, "posit16_1": 28}
    for name, e in (largest | {"posit16_2": 56}).items():
        f = s.POSITS[name]
        assert f.max == Fraction(2) ** e
        assert f.value_of(1) == Fraction(2) ** -e
        assert f.decode(1 << (f.bits - 2)).exact == 1


def test_nothing_overflows_or_vanishes_in_a_nearest_mode() -> None:
    f = s.POSITS["posit8_2"]
    for mode in (Mode.RNE, Mode.RNA, Mode.RN):
        context = f.context(mode)
        assert encode(f, Input.of(Fraction(10) ** 30), context) == 0x7F
        assert encode(f, Input.of(-(Fraction(10) ** 30)), context) == 0x81
        assert encode(f, Input.of(Fraction(10) ** -30), context) == 0x01
        assert encode(f, Input.of(-(Fraction(10) ** -30)), context) == 0xFF
    for mode in Mode:
        assert encode(f, Input.of(Fraction(2) ** 24 + 1), f.context(mode)) == 0x7F
    tiny = Fraction(10) ** -30
    codes = [encode(f, Input.of(tiny), f.context(m)) for m in (Mode.RTP, Mode.RTN, Mode.RTO)]
    assert codes == [1, 0, 1]


def test_specials_become_nar() -> None:
    f = s.POSITS["posit8_2"]
    for x in (NAN, infinity(1), infinity(-1)):
        assert encode(f, Input.of(x), f.context()) == 0x80
    assert encode(f, Input(negative=True), f.context()) == 0


def test_gaps_where_the_boundary_is_not_the_mean() -> None:
    def gaps(f: Posit) -> int:
        return sum(
            f.midpoint(k) != (f.value_of(k) + f.value_of(k + 1)) / 2 for k in range(1, f.kmax)
        )

    assert [gaps(s.POSITS[f"posit8_{es}"]) for es in (0, 1, 2)] == [0, 2, 6]
    assert s.POSITS["posit8_2"].midpoint(0x7E) == 2**22


def test_layout_shows_regime_exponent_and_fraction() -> None:
    f = s.POSITS["posit8_2"]
    assert f.layout(0x40) == (("s", "0"), ("regime", "10"), ("e", "00"), ("m", "000"))
    assert f.layout(0x7F) == (("s", "0"), ("regime", "1111111"))
    assert f.layout(0x01) == (("s", "0"), ("regime", "0000001"))
    assert f.layout(0x02) == (("s", "0"), ("regime", "000001"), ("e", "0"))
    assert f.layout(0x80) == (("s", "1"), ("code", "0000000"))
    for code in f.codes():
        assert "".join(bits for _, bits in f.layout(code)) == format(code, "08b")


@pytest.mark.parametrize(
    ("bits", "es", "message", "field"),
    [
        (2, 0, "3 to 64 bits", "bits"),
        (65, 2, "3 to 64 bits", "bits"),
        (8, 9, "0 to 8", "es"),
        (8, -1, "0 to 8", "es"),
    ],
)
def test_bad_parameters(bits: int, es: int, message: str, field: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        Posit("p", bits, es)
    assert caught.value.field == field


def test_a_posit_has_no_policies() -> None:
    with pytest.raises(FormatError, match="leaves no policy open"):
        Posit("p", 8, 2, policies=Policies(overflow="saturate"))
