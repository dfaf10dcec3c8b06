"""The shipped kernels: each spec names code that exists, and gets the verdict that it expects."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from verif.kernels import library, numpy_library
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.run.check import load
from verif.run.gate import gate

SPECS = Path(__file__).resolve().parents[2] / "specs" / "kernels"


def test_every_shipped_kernel_names_a_function() -> None:
    bindings = Declarations(Library(load([SPECS]))).kernels
    assert len(bindings) > 100
    for k in bindings:
        assert callable(getattr(import_module(k.module), k.function)), k.id


def test_formats_are_spelt_both_ways() -> None:
    for module in (library, numpy_library):
        names = module.kernels()
        assert {name.lower() for name in names} <= names.keys()


def test_a_few_results() -> None:
    codes = np.array([0x38, 0x40, 0x7F], dtype=np.uint8)  # 1, 2 and NaN in E4M3
    kernels = library.kernels()
    product = kernels["ml_dtypes_mul_e4m3"](codes, codes)
    assert product.dtype == np.uint8 and product[:2].tolist() == [0x38, 0x48]
    values = kernels["ml_dtypes_decode_E4M3"](codes)
    assert values.dtype == np.float32 and values[:2].tolist() == [1.0, 2.0]
    again = kernels["ml_dtypes_encode_e4m3"](values)
    assert again[:2].tolist() == [0x38, 0x40]
    assert kernels["ml_dtypes_convert_e4m3_to_bf16"](codes)[:2].tolist() == [0x3F80, 0x4000]
    halves = np.array([0x3C00, 0x3800], dtype=np.uint16)
    total, lost = numpy_library.kernels()["numpy_two_sum_f16"](halves, halves)
    assert (total.tolist(), lost.tolist()) == ([0x4000, 0x3C00], [0, 0])


@pytest.mark.long
def test_every_shipped_kernel_is_as_expected() -> None:
    record = gate([SPECS])
    assert record.exit_code == 0, [k.id for k in record.kernels if not k.as_expected]
