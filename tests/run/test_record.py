"""What the record of a run says beside the verdicts: comments, formats, settings."""

from __future__ import annotations

from pathlib import Path

import verif
from verif.run.check import Options, check
from verif.run.formats import digest, named

SPEC = """arith 1;

format small : float { layout = "s ee m"; bias = 1; inf = none; nan = none; }

# Not of this one.

# The claim,
#   in two lines.
property p {
  given x : small;
  prove x == x;
}

property q { given x : posit(8, 2); cover is_zero(x); }
"""


def run(tmp_path: Path, options: Options) -> verif.RunRecord:
    (tmp_path / "a.arith").write_text(SPEC, encoding="utf-8")
    return check([tmp_path / "a.arith"], options)


def test_comment_right_above(tmp_path: Path) -> None:
    first, second = run(tmp_path, Options(jobs=1)).properties
    assert first.comment == "The claim,\nin two lines."
    assert second.comment == ""


def test_formats_are_those_that_were_met(tmp_path: Path) -> None:
    found = run(tmp_path, Options(jobs=1)).formats
    here = (tmp_path / "a.arith").as_posix()
    assert [(f.name, f.file.rpartition("/")[2], f.bits) for f in found] == [
        ("small", "a.arith", 4),
        ("posit(8, 2)", "posit.arith", 8),
    ]
    assert found[0].file == here
    library = verif.load(tmp_path / "a.arith")
    assert found[0].key == digest(library.format("small").definition)
    assert found[0].key != digest(library.format("E2M1").definition)


def test_settings_that_have_a_value(tmp_path: Path) -> None:
    found = run(tmp_path, Options(select="p and not Q", jobs=1, confirm=True))
    assert found.settings == (
        ("select", "p and not Q"),
        ("jobs", "1"),
        ("confirm", "true"),
        ("cache", "off"),
    )


def test_named_formats_have_their_places(tmp_path: Path) -> None:
    from verif.language.library import Library
    from verif.run.check import load

    (tmp_path / "a.arith").write_text(SPEC, encoding="utf-8")
    places = {(n, f.rpartition("/")[2]): line for f, n, line, _ in named(Library(load([tmp_path])))}
    assert places["small", "a.arith"] == 3
    assert ("E4M3", "ocp_fp8.arith") in places
    assert ("posit8_2", "posit.arith") in places
    assert ("posit", "posit.arith") not in places
