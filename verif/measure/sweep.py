"""All 2**32 inputs of a kernel of one float32 argument, task by task.

A task is the numbers of one exponent and both signs, 2**24 of them. Where the function is known to
have one right code on a block of neighbouring numbers, results are only compared with it. Where
results seldom change, stretches with one are judged as a whole; the rest is judged by its error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from verif.kernels.one_code import OneCode
from verif.kernels.runner import Limits
from verif.kernels.server import CHUNK, SIGN
from verif.measure.axes import BINS, Axes
from verif.measure.fast import Fast, usable
from verif.measure.neighbours import FINITE, MAGNITUDES, Neighbours
from verif.measure.oracle import Oracle
from verif.measure.order import asymmetry, symmetric
from verif.measure.part import Bins, Part
from verif.measure.scale import Scale
from verif.measure.steps import Steps
from verif.measure.subject import CodeCaller, Subject
from verif.measure.tally import Tally
from verif.oracle.sweep import Sweep

Array = np.ndarray[Any, Any]

TASKS = 256
"""Exponents."""

CHUNKS = 8
"""Chunks of either sign that the kernel is called on while the last ones are judged."""

FEW = CHUNK // 16
"""About as many wrong results of a constant block are judged one by one."""

SAMPLED = 64
"""Every so many results tell how many of a constant block are wrong, about."""


class SweepJudge:
    """Runs the kernel on tasks and judges what it gives; one for each process."""

    def __init__(
        self, subject: Subject, oracle: Oracle, limits: Limits, stopped: Callable[[], bool],
        prune: bool = True,
    ) -> None:  # fmt: skip
        self.oracle = oracle
        self.scale = Scale(oracle.fmt, oracle.context.mode)
        self.call = CodeCaller(subject, limits, stopped)
        self.sweep = Sweep(oracle.function, oracle.fmt, oracle.context, CHUNK, prune)
        self.axes = Axes(oracle.function.name, oracle.inputs[0])
        self.sign = symmetric(oracle.function, self.scale, oracle.context.mode)
        self.fast = usable(oracle)
        self.prune = prune
        self.finite = self._finite()
        self.one_code = self._one_code()
        self.is_code = OneCode(CHUNK, self.sweep.right.dtype)
        self.offsets = np.arange(CHUNK, dtype=np.uint32)

    def _finite(self) -> Array:
        """For each block, whether the right results at both ends are finite."""
        starts = np.arange(0, 1 << 32, CHUNK, dtype=np.uint64).astype(np.uint32)
        right = [self.oracle.right((starts + np.uint32(k),)) for k in (0, CHUNK - 1)]
        first, last = (np.isfinite(self.scale.values(codes)) for codes in right)
        found: Array = first & last
        return found

    def _one_code(self) -> Array:
        """For each group of chunks of one sign, whether all have one right code other than NaN."""
        constant, codes = (a.reshape(-1, CHUNKS) for a in (self.sweep.constant, self.sweep.code))
        found: Array = constant.all(axis=1) & (codes == codes[:, :1]).all(axis=1)
        if self.oracle.fmt.canonical_nan is not None:
            found &= codes[:, 0] != self.oracle.fmt.canonical_nan
        return found

    def close(self) -> None:
        """End the kernel's process."""
        self.call.close()

    def _begin(self, bank: int, start: int) -> None:
        """Have the kernel called on a group of magnitudes."""
        expected = (self._expected(start), self._expected(start + SIGN))
        self.call.session.begin(bank, start, CHUNKS, expected)

    def _expected(self, start: int) -> int | None:
        """The code that all results of a group should have, if there is one."""
        i = start // CHUNK
        return int(self.sweep.code[i]) if self.one_code[i // CHUNKS] else None

    def task(self, index: int) -> Part:
        """The counts over the numbers with one exponent field. Raises ``Failed``, ``Stopped``."""
        part = Part(ordinal=Bins.empty(BINS), linear=Bins.empty(BINS))
        tally = Tally(self.oracle, self.scale, part)
        first = index * MAGNITUDES
        judge = _Judge(self, part, tally, first)
        session = self.call.session
        if index:
            before = np.array([first - 1, first - 1 + SIGN], np.uint32)
            judge.order.last = dict(zip((0, SIGN), self.call((before,)).tolist(), strict=True))
        groups = range(first, first + MAGNITUDES, CHUNK * CHUNKS)
        self._begin(0, groups[0])
        for number, start in enumerate(groups):
            alike = session.wait()
            if number + 1 < len(groups):
                self._begin((number + 1) % 2, groups[number + 1])
            (results,) = session.results(number % 2)
            codes = self.call.codes(results[: 2 * CHUNK * CHUNKS])
            judge.group(start, codes.reshape(2, -1), alike)
        if judge.fast is not None:
            judge.fast.finish()
        return part


class _Judge:
    """Judges the results of one task."""

    def __init__(self, shared: SweepJudge, part: Part, tally: Tally, first: int) -> None:
        self.shared = shared
        self.part = part
        self.tally = tally
        self.fast = Fast(shared.oracle, part, tally, shared.axes) if shared.fast else None
        self.steps = Steps(self.fast, part, shared.axes) if self.fast and shared.prune else None
        self.order = Neighbours(shared.oracle, shared.scale, part, first)
        self.bounded: set[int] = set()

    def group(self, start: int, results: Array, alike: tuple[bool, bool]) -> None:
        """Judge the chunks of magnitudes from ``start`` on, without and with the sign; results that
        are ``alike`` have the one right code, and lie nowhere."""
        right = []
        halves = []
        for sign, codes, known in zip((0, SIGN), results, alike, strict=True):
            first = start + sign
            if known:
                codes = np.broadcast_to(self.shared.sweep.code[first // CHUNK], codes.shape)
                self._all_right(first, codes)
                right.append([True] * CHUNKS)
            elif self._by_steps(first, codes):
                right.append([False] * CHUNKS)
            else:
                chunks = enumerate(codes.reshape(CHUNKS, CHUNK))
                right.append([self._chunk(first + i * CHUNK, c) for i, c in chunks])
            halves.append(codes)
        if self.shared.sign:
            for i, both in enumerate(zip(*right, strict=True)):
                positive, negative = (h[i * CHUNK : (i + 1) * CHUNK] for h in halves)
                self._mirror(start + i * CHUNK, positive, negative, all(both))

    def _by_steps(self, start: int, codes: Array) -> bool:
        """Judge a group whose results seldom change, where the function is finite and monotone."""
        i, end = start // CHUNK, start + len(codes) - 1
        if self.steps is None or not self.shared.finite[i : i + CHUNKS].all() or not start & ~SIGN:
            return False
        direction = self.order.direction(start, end)
        if not direction:
            return False
        changes = self.steps.add(start, codes)
        if changes is None:
            return False
        self.order.steps(start, codes, changes, direction)
        return True

    def _chunk(self, start: int, codes: Array) -> bool:
        """Judge a chunk; true where every result is the one right code of a constant block."""
        shared, part = self.shared, self.part
        sweep = shared.sweep
        i = start // CHUNK
        patterns = shared.offsets + np.uint32(start)
        special = start & ~SIGN in (0, FINITE)
        if sweep.constant[i] and not special:
            return self._constant(start, patterns, codes, sweep.code[i : i + 1])
        numbers = start & ~SIGN < FINITE and not special
        direction = self.order.direction(start, start + CHUNK - 1) if numbers else 0
        monotone = direction != 0
        if self.fast is not None and monotone and shared.finite[i]:
            self.fast.add(patterns, codes)
        else:
            _, right = sweep.block(start)
            if direction and np.array_equal(codes, np.broadcast_to(right, CHUNK)):
                part.inputs += CHUNK  # nothing but numbers, and all of them right
                part.bound(shared.scale.sizes(codes[[0, -1]]))
                self.order.block(start, codes, direction)
                return False
            wrong, errors = self.tally.add((patterns,), codes, np.broadcast_to(right, CHUNK))
            shared.axes.wrong(part.ordinal, part.linear, patterns[wrong], errors[wrong])
        self.order.block(start, codes, direction)
        return False

    def _constant(self, start: int, patterns: Array, codes: Array, right: Array) -> bool:
        """Judge a chunk with one right code; true where every result is it."""
        shared, part = self.shared, self.part
        if right[0] == shared.oracle.fmt.canonical_nan:
            self._not_numbers(patterns, codes)
            return False
        if shared.is_code(codes, int(right[0])):
            self._all_right(start, codes)
            return True
        fast = self.fast if shared.finite[start // CHUNK] else None
        if fast is not None and np.count_nonzero(codes[::SAMPLED] != right) > FEW // SAMPLED:
            fast.add(patterns, codes)
        else:
            places = np.flatnonzero(codes != right)
            part.inputs += CHUNK
            errors = self.tally.wrong(
                (patterns[places],), codes[places], np.repeat(right, places.size)
            )
            shared.axes.wrong(part.ordinal, part.linear, patterns[places], errors)
            part.bound(shared.scale.sizes(right))
        self.order.block(start, codes, self.order.direction(start, start + CHUNK - 1))
        return False

    def _not_numbers(self, patterns: Array, codes: Array) -> None:
        """A block whose right results are NaN: all inputs are, or all have no value."""
        part = self.part
        if self.shared.scale.is_nan(codes).all():
            part.inputs += CHUNK
            if int(patterns[0]) & ~SIGN > FINITE:
                part.nan += CHUNK
            else:
                part.outside += CHUNK
        else:
            self.tally.add((patterns,), codes, np.full(CHUNK, self.shared.oracle.fmt.canonical_nan))
        self.order.last.pop(int(patterns[0]) & SIGN, None)

    def _all_right(self, start: int, codes: Array) -> None:
        """Take results that are right and have one code."""
        part, code = self.part, int(codes[0])
        part.inputs += len(codes)
        if code not in self.bounded:
            self.bounded.add(code)
            part.bound(self.shared.scale.sizes(codes[:1]))
        self.order.one_code(start, code, len(codes))

    def _mirror(self, start: int, positive: Array, negative: Array, right: bool) -> None:
        """Are results symmetric? Where they are right they are, and the two codes tell."""
        shared = self.shared
        if start >= FINITE:
            return
        if right:
            positive, negative = positive[:1], negative[:1]
            self.part.mirrored += CHUNK - 1
        patterns = shared.offsets[: len(positive)] + np.uint32(start)
        asymmetry(
            shared.sign, shared.scale, patterns, patterns | np.uint32(SIGN), positive, negative,
            self.part,
        )  # fmt: skip
