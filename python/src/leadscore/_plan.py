"""What a run needs to know before its first lead, the same on every machine that takes part."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.csv

from . import _program
from ._program import Checked, Column, Day, FilePath
from .errors import ColumnError, LeadscoreError

Scores = Literal["decimal", "float64"]

DECIMAL = pa.decimal128(18, 3)
"""Scores have three decimals, and at most 15 digits before them."""


@dataclass(frozen=True)
class Plan:
    """A rulebook, settled for a table's columns."""

    rules: bytes  # the rulebook's file
    checked: Checked
    names: tuple[str, ...]  # of the columns that are handed over
    columns: tuple[Column, ...]  # that are written
    prefix: str
    scores: Scores
    binary: FilePath | None

    @property
    def reads(self) -> list[int]:
        """Positions in the table of the columns that are handed over."""
        return list(self.checked.reads)

    @property
    def schema(self) -> pa.Schema:
        """The columns that are written, each with its meaning as comment."""
        return pa.schema(
            pa.field(self.prefix + column.name, self._type(column), metadata={"comment": column.meaning})
            for column in self.columns
        )

    def _type(self, column: Column) -> pa.DataType:
        decimal = DECIMAL if self.scores == "decimal" else pa.float64()
        types = {"whole number": pa.int64(), "decimal": decimal, "percent": pa.float64(), "date": pa.date32()}
        return types.get(column.type, pa.string())

    def widened(self, schema: pa.Schema) -> pa.Schema:
        """The schema of a table with the columns that are written behind its own."""
        return pa.schema([*schema, *self.schema], schema.metadata)


def make(
    names: Sequence[str],
    rules: FilePath,
    as_of: Day | None,
    columns: Iterable[str] | None,
    prefix: str,
    scores: Scores,
    binary: FilePath | None,
) -> Plan:
    """Check the rulebook against a table with columns of these names, and choose what is written."""
    if scores not in ("decimal", "float64"):
        raise ValueError(f"scores={scores!r}: expected 'decimal' or 'float64'")
    checked = _program.check(_program.find(binary), rules, header(names), as_of)
    source = Path(rules).read_bytes()
    if hashlib.sha256(source).hexdigest() != checked.rules_hash:
        raise LeadscoreError(f"{os.fspath(rules)} has changed while it was read. try again")
    chosen = _choose(checked.columns, columns, prefix)
    taken = [prefix + column.name for column in chosen if prefix + column.name in names]
    if taken:
        raise ColumnError(
            f"the table has {', '.join(taken)} already. drop what an earlier run has written, or choose another prefix="
        )
    return Plan(source, checked, tuple(names[i] for i in checked.reads), chosen, prefix, scores, binary)


def header(names: Sequence[str]) -> bytes:
    """A line of CSV with these names."""
    line = io.BytesIO()
    empty = pa.schema([(name, pa.string()) for name in names]).empty_table()
    pyarrow.csv.write_csv(empty, line)
    return line.getvalue()


def _choose(all_columns: Sequence[Column], wanted: Iterable[str] | None, prefix: str) -> tuple[Column, ...]:
    """The columns that are asked for, in the order in which the program writes them."""
    possible = [column for column in all_columns if column.name != "rank"]  # which only a whole list has
    if wanted is None:
        return tuple(column for column in possible if column.default)
    names = {name[len(prefix) :] if name.startswith(prefix) else name for name in wanted}
    if "all" in names:
        names = (names - {"all"}) | {column.name for column in possible if column.default}
    unknown = names - {column.name for column in possible}
    if unknown:
        known = ", ".join(column.name for column in possible)
        raise ValueError(f"columns=: there is no column {', '.join(sorted(unknown))}. expected of {known}")
    return tuple(column for column in possible if column.name in names)
