"""Stands for a process that runs Lean many times: does what the first argument of a run says."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

kept = b""
for number, line in enumerate(sys.stdin, 1):
    job = json.loads(line)
    os.chdir(Path(job["work"]) / "src")
    what, *rest = job["arguments"][1:]
    if what == "die":
        sys.exit("Error: there is no memory")
    if what == "leave":
        sys.exit(0)
    if what == "complain":
        print("Error: of the process", file=sys.stderr, flush=True)
    if what == "sleep":
        time.sleep(60)
    if what == "grow":
        kept = b"x" * (200 << 20)
        time.sleep(float(rest[0]))
    Path(job["stdout"]).write_text(f"{number} {os.getpid()} {Path.cwd()} {job['arguments']}\n")
    Path(job["stderr"]).write_text("RuntimeError: unreachable\n" if what == "crash" else "")
    status = 70 if what == "crash" else int(rest[0]) if what == "end" else 0
    # In two pieces, as a pipe may deliver it.
    os.write(int(sys.argv[1]), b'{"status": ')
    time.sleep(0.2)
    os.write(int(sys.argv[1]), b"%d}\n" % status)
