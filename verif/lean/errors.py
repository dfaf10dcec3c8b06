"""What keeps Lean from running at all; a file that Lean rejects is no such thing."""

from __future__ import annotations


class LeanUnavailable(Exception):
    """Lean could not be run; the message says where, what, and what to do next."""
