"""The collector is paused and comes back, whatever happens meanwhile."""

from __future__ import annotations

import gc

import pytest

from verif.base.collector import no_cycles


def test_it_comes_back() -> None:
    assert gc.isenabled()
    with no_cycles():
        assert not gc.isenabled()
        with no_cycles():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_comes_back_after_an_error() -> None:
    with pytest.raises(ValueError, match="no"), no_cycles():
        raise ValueError("no")
    assert gc.isenabled()


def test_who_has_none_gets_none() -> None:
    gc.disable()
    try:
        with no_cycles():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
