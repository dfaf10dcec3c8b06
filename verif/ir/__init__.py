"""The core IR: a small closed language of exact numbers, codes and one explicit rounding."""
