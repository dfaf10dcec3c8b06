"""The file of kept verdicts: an SQLite table from keys to JSON texts.

Whatever is wrong with the file, the run goes on without it: the first failure is a warning, and
from then on there is no store. Each verdict is a transaction of its own, on a connection of its
own: nothing is held open that a fork could inherit, and a process may die at any moment.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from verif.run.warnings import Warn

SCHEMA = 1
"""Version of the table; SQLite keeps it as ``user_version``."""

LOCK_SECONDS = 5.0
"""How long to wait for another process that is writing."""

TABLE = """CREATE TABLE verdicts (
  key TEXT PRIMARY KEY, checksum TEXT NOT NULL, fingerprint TEXT NOT NULL,
  verdict TEXT NOT NULL, engine TEXT NOT NULL, value TEXT NOT NULL
) WITHOUT ROWID"""


class StoreError(Exception):
    """The file cannot be used; the message says why."""


def default_path() -> Path:
    """``verdicts.sqlite`` in ``$VERIF_CACHE_DIR``, else in ``.verif_cache`` here."""
    return Path(os.environ.get("VERIF_CACHE_DIR") or ".verif_cache") / "verdicts.sqlite"


@dataclass(frozen=True, slots=True)
class Row:
    """A kept verdict."""

    key: str
    fingerprint: str
    verdict: str
    engine: str
    value: str

    @property
    def checksum(self) -> str:
        """A hash of all fields, so that a damaged row is seen."""
        fields = (self.key, self.fingerprint, self.verdict, self.engine, self.value)
        return sha256("\0".join(fields).encode(errors="replace")).hexdigest()


class Store:
    """Verdicts by key, in the file at ``path``, which need not exist."""

    def __init__(self, path: Path, warn: Warn) -> None:
        self.path = path
        self._warn = warn
        self._usable = True
        self._damaged: set[str] = set()
        """Keys of rows that were warned of."""

    def get(self, key: str) -> Row | None:
        """The row of a key; ``None`` where there is none or it is damaged."""
        try:
            with self._connection() as connection:
                found = None if connection is None else _select(connection, key)
        except StoreError as error:
            self._give_up(error)
            return None
        if found is None:
            return None
        row, checksum = found
        if row is None or row.checksum != checksum:
            if key not in self._damaged:
                self._damaged.add(key)
                self._warn(f"a verdict in {self.path} is damaged and not used")
            return None
        return row

    def get_all(self, keys: Iterable[str]) -> dict[str, Row]:
        """The rows of those keys that are there and not damaged, by one connection for all."""
        rows: dict[str, Row] = {}
        try:
            with self._connection() as connection:
                if connection is None:
                    return rows
                for key in keys:
                    row, checksum = _select(connection, key) or (None, None)
                    if row is not None and row.checksum == checksum:
                        rows[key] = row
        except StoreError as error:
            self._give_up(error)
        return rows

    def put(self, row: Row) -> None:
        """Keep a verdict, in place of an earlier one of the same key."""
        values = (row.key, row.checksum, row.fingerprint, row.verdict, row.engine, row.value)
        try:
            with self._connection(create=True) as connection:
                if connection is not None:
                    connection.execute(
                        "INSERT OR REPLACE INTO verdicts VALUES (?,?,?,?,?,?)", values
                    )
        except StoreError as error:
            self._give_up(error)

    def counts(self) -> list[tuple[str, str, str, int]]:
        """Fingerprint, verdict, engine, and how many rows; raises ``StoreError``."""
        query = "SELECT fingerprint, verdict, engine, count(*) FROM verdicts GROUP BY 1, 2, 3"
        with self._connection() as connection:
            return [] if connection is None else connection.execute(query).fetchall()

    def clear(self) -> int:
        """Forget everything; how many verdicts there were. A file that is none is removed."""
        try:
            with self._connection() as connection:
                if connection is None:
                    return 0
                count = connection.execute("DELETE FROM verdicts").rowcount
                connection.execute("VACUUM")
            return count
        except StoreError:
            journal = self.path.with_name(f"{self.path.name}-journal")
            try:
                for file in (self.path, journal):
                    file.unlink(missing_ok=True)
            except OSError as error:
                raise StoreError(f"{self.path} cannot be removed: {error.strerror}") from None
            return 0

    def _give_up(self, error: StoreError) -> None:
        self._usable = False
        self._warn(f"running without the cache: {error}")

    @contextmanager
    def _connection(self, create: bool = False) -> Iterator[sqlite3.Connection | None]:
        """A connection to the table; ``None`` where there is no file and none is to be made."""
        if not self._usable or not (create or self.path.exists()):
            yield None
            return
        connection = None
        try:
            if create:
                _make_folder(self.path.parent)
            connection = sqlite3.connect(self.path, LOCK_SECONDS, isolation_level=None)
            # A text that is none must not end the read: its checksum tells.
            connection.text_factory = lambda raw: raw.decode(errors="replace")
            self._check_schema(connection)
            yield connection
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from None
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror or error}") from None
        finally:
            if connection is not None:
                connection.close()

    def _check_schema(self, connection: sqlite3.Connection) -> None:
        """Make the table in a new file; refuse one that another version of the tool has made."""
        # Without waiting for the disk: a killed process has handed all it wrote to the system. Only
        # a machine that stops may leave a damaged file, and that costs no more than its verdicts.
        connection.execute("PRAGMA synchronous = OFF")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == SCHEMA:
            return
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        if version == 0 and not tables:
            connection.execute(TABLE)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
        if version not in (0, SCHEMA) or (version == 0 and tables):
            raise StoreError(f"{self.path} is of another version; 'verif cache clear' removes it")


def _select(connection: sqlite3.Connection, key: str) -> tuple[Row | None, object] | None:
    """A row and its checksum; no row where it holds something else than texts."""
    query = "SELECT checksum, fingerprint, verdict, engine, value FROM verdicts WHERE key = ?"
    found = connection.execute(query, (key,)).fetchone()
    if found is None:
        return None
    checksum, *rest = found
    return (Row(key, *rest) if all(isinstance(x, str) for x in rest) else None), checksum


def _make_folder(folder: Path) -> None:
    """Make the folder; one of our own says to git that nothing in it is of interest."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
