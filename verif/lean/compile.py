"""One module compiled: started in a work folder, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Literal

from verif.lean.child import Ended, Limits
from verif.lean.messages import Message, messages
from verif.lean.modules import LeanFile
from verif.lean.store import NEEDED, Compiled, Store, workplace
from verif.lean.toolchain import Starter

State = Literal["compiled", "rejected", "open", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """``rejected``: Lean has something against the file. ``open``: a limit was reached.
    ``failed``: Lean itself ended in another way than it should. ``broke_down``: for no reason that
    lies in the file."""

    state: State
    compiled: Compiled | None
    messages: tuple[Message, ...]
    reason: str
    seconds: float
    broke_down: bool = False


class Compilation:
    """A running compilation of one file, with the compiled modules that it imports, all of them."""

    def __init__(
        self,
        file: LeanFile,
        key: str,
        imports: Mapping[str, Compiled],
        lean: Starter,
        limits: Limits,
    ) -> None:
        self.file = file
        self._key = key
        self._folder = ExitStack()
        self._work = self._folder.enter_context(workplace(imports))
        source = self._work.joinpath("src", *file.module.split(".")).with_suffix(".lean")
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(file.text)
        where = source.relative_to(self._work / "src").as_posix()
        arguments = ("-o", "../out/module.olean", where)
        try:
            self._child = lean.start(arguments, self._work, limits)
        except BaseException:
            self._folder.close()
            raise

    def poll(self, store: Store) -> Outcome | None:
        """What came of it; ``None`` while it runs."""
        ended = self._child.poll()
        if ended is None:
            return None
        try:
            return self._outcome(ended, store)
        finally:
            self._folder.close()

    def kill(self) -> None:
        """End it now."""
        self._child.kill("interrupted")
        self._folder.close()

    def _outcome(self, ended: Ended, store: Store) -> Outcome:
        said = tuple(m for m in messages(ended.stdout) if m.severity != "information")
        out = self._work / "out"
        if ended.exceeded:
            return Outcome("open", None, said, ended.how, ended.seconds, ended.broke_down)
        if ended.status == 0 and not said:
            if all((out / f"module{suffix}").is_file() for suffix in NEEDED):
                compiled = store.put(self._key, self.file.module, out, ended.seconds)
                return Outcome("compiled", compiled, (), "", ended.seconds)
            return Outcome("failed", None, (), "Lean wrote no compiled module", ended.seconds)
        if ended.status == 1 and said:
            return Outcome("rejected", None, said, "", ended.seconds)
        last = ended.last_words
        reason = f"Lean ended without a word on the file ({ended.how})" + (last and f": {last}")
        return Outcome("failed", None, said, reason, ended.seconds, ended.broke_down)
