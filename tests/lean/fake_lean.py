"""Stands for Lean: does with a file what words in its comments say.

A compiled module is the text itself. A line ``-- axioms a: x, y`` says what theorem ``a`` rests on.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path


def say(severity: str, text: str, line: int = 1) -> None:
    """A message as Lean writes it."""
    place = {"line": line, "column": 0}
    print(json.dumps({"severity": severity, "data": text, "pos": place, "fileName": "x"}))


def compile_(source: Path) -> int:
    text = source.read_text(encoding="utf-8")
    print(f"[DEBUG:F] Input file content\n{text}")
    for module in re.findall(r"^import (Verif\S*)", text, re.MULTILINE):
        path = Path("../lib", *module.split(".")).with_suffix(".olean")
        assert path.is_file(), f"{path} is not there"
    if "-- error" in text:
        say("error", "type mismatch\n  more", 3)
        return 1
    if "-- warn" in text:
        say("warning", "unused variable")
        return 0
    if "-- crash" in text:
        sys.exit("RuntimeError: memory access out of bounds")
    hung = Path("../../hung")
    if "-- hang" in text and ("-- hang always" in text or not hung.exists()):
        hung.touch()
        time.sleep(60)
    fallen = Path("../../fallen")
    if "-- fall" in text and ("-- fall always" in text or not fallen.exists()):
        fallen.touch()
        print("#\n# Fatal error in , line 0\n# unreachable code", file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGTRAP)
    if "-- slow" in text:
        time.sleep(60)
    if "-- silent" in text:
        return 0
    for suffix in ("", ".server", ".private"):
        shutil.copyfile(source, f"../out/module.olean{suffix}")
    say("information", "some text")
    return 0


def audit(program: str) -> int:
    call = re.search(r'#eval audit "(\w+)" (\w+) \[(.*?)\] \[(.*?)\]', program)
    assert call is not None
    nonce, recheck, wanted, modules = call.groups()
    assert set(wanted.split(", ")) <= set(modules.split(", "))
    print("[DEBUG]")
    lines = []
    if Path("../../audit hangs").exists():
        Path("../../audit hangs").unlink()
        time.sleep(60)
    for module in wanted.replace("`", "").split(", "):
        path = Path("../lib", *module.split(".")).with_suffix(".olean")
        text = path.read_text(encoding="utf-8")
        if "-- audit error" in text:
            say("error", "cannot be evaluated")
            return 1
        if "-- audit lost" in text:
            continue
        axioms = dict(re.findall(r"^-- axioms (\w+): (.*)$", text, re.MULTILINE))
        space = re.search(r"^namespace (\S+)", text, re.MULTILINE)
        prefix = f"{space[1]}." if space else ""
        names = [prefix + n for n in re.findall(r"^theorem (\w+)", text, re.MULTILINE)]
        theorems = [[n, False, axioms[n].split(", ") if n in axioms else []] for n in names]
        theorems += [[f"{n}._proof_1", True, []] for n in names]
        theorems += [[n, True, axioms[n].split(", ")] for n in axioms if n not in names]
        error = "the kernel rejects it" if "-- audit rejects" in text else ""
        done = recheck == "true" and "-- audit forgets" not in text
        lines.append(json.dumps([nonce, module, error, done, theorems]))
        lines.append(json.dumps(["0" * 32, module, "", True, []]))
        if "-- audit twice" in text:
            lines.append(lines[-2])
    say("information", "\n".join(["[DEBUG:GO]", *lines]))
    return 0


def main() -> int:
    name = sys.argv[-1]
    with open("../../log", "a", encoding="utf-8") as log:
        log.write(f"{name}\n")
    source = Path(name)
    if name == "Audit.lean":
        return audit(source.read_text(encoding="utf-8"))
    return compile_(source)


if __name__ == "__main__":
    sys.exit(main())
