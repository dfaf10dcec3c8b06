"""The names that the language itself provides."""

from __future__ import annotations

from verif.formats.context import Mode
from verif.operators.arithmetic import OPERATORS

TYPE_NAMES = ("bool", "int", "nat", "real", "value", "code", "bits")
VALUE_NAMES = ("inf", "nan")
MODE_NAMES = tuple(Mode.__members__)
ROUNDING_OPERATORS = (*OPERATORS, "round", "encode")
ENGINES = (
    "exhaustive", "reference", "z3", "z3_default", "bitwuzla", "interval", "real", "enclosure",
)  # fmt: skip
FOLDS = ("sum", "prefix_sums", "min", "max", "count", "mean")

FUNCTIONS = (
    "is_nan", "is_inf", "is_finite", "is_zero", "is_normal", "is_subnormal",
    "sign", "exponent", "frac", "significand", "ordinal", "next_up", "next_down", "field",
    "abs", "min", "max", "floor", "ceil", "sqrt", "same", "fits", "wrap", "saturate",
    "exp", "exp2", "expm1", "log", "log2", "log1p", "sin", "cos", "tanh", "erf", "sigmoid",
    "gelu", "gelu_tanh", "silu", "softplus", "pow",
    "rel_error", "abs_error", "ulp", "decode",
    "bits", "unsigned", "signed", "code", "concat", "bit_and", "bit_or", "bit_not", "xor",
    "sum", "prefix_sums", "count", "mean", "len",
)  # fmt: skip

BUILTIN_NAMES = frozenset((*TYPE_NAMES, *VALUE_NAMES, *MODE_NAMES, *ROUNDING_OPERATORS, *FUNCTIONS))
"""Names that no file may define at its top level; local names may shadow them."""
