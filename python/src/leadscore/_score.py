"""Scores for tables in memory, and for streams of batches."""

from __future__ import annotations

import collections
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import pyarrow as pa

from . import _child, _plan
from ._cells import expect_cells
from ._plan import Plan, Scores
from ._program import Day, FilePath
from .errors import ColumnError

Frame = TypeVar("Frame")


def score(
    table: Frame,
    rules: FilePath,
    as_of: Day | None = None,
    columns: Iterable[str] | None = None,
    prefix: str = "lead_",
    *,
    scores: Scores = "decimal",
    binary: FilePath | None = None,
) -> Frame:
    """Score every row of a table by a rulebook.

    Args:
        table: a pyarrow Table or RecordBatchReader, or a DataFrame of pandas or polars.
        rules: the rulebook's file.
        as_of: the day that ages are counted to; today in the rulebook's time zone if it is None.
        columns: which of our columns are wanted, as in ["score", "stage"]; None for all that the rulebook
            fills, to which ["all", "rules_hash", "as_of", "version"] adds what they come from.
        prefix: what the names of our columns begin with.
        scores: "decimal" for exact scores with three decimals, "float64" for floating point.
        binary: the program leadscore; without it LEADSCORE_BIN, the program of the wheel, or that on the PATH.

    Returns:
        The same kind of table, with the columns of the rulebook behind its own. A RecordBatchReader is read while the
        result is.

    Raises:
        RulebookError: the rulebook has problems, or reads columns that the table lacks.
        ColumnError: a column that the rulebook reads holds structs, maps or bytes, or one of ours is there already.
        ProgramError: leadscore is missing, is of another version, or ended before its work was done.
    """

    def plan(names: Iterable[str]) -> Plan:
        return _plan.make(list(names), rules, as_of, columns, prefix, scores, binary)

    result: Any
    if isinstance(table, pa.Table):
        result = _score_table(table, plan(table.column_names))
    elif isinstance(table, pa.RecordBatchReader):
        result = stream(table, plan(table.schema.names))
    elif _is_frame(table, "pandas"):
        result = _score_pandas(table, plan(map(str, table.columns)))  # type: ignore[attr-defined]
    elif _is_frame(table, "polars"):
        result = _score_polars(table, plan(table.columns))  # type: ignore[attr-defined]
    else:
        raise TypeError(
            f"expected a pyarrow Table or RecordBatchReader, or a DataFrame of pandas or polars, not {type(table)!r}"
        )
    return result  # type: ignore[no-any-return]


def stream(reader: pa.RecordBatchReader, plan: Plan) -> pa.RecordBatchReader:
    """The batches of a reader, with our columns, while they are read."""
    expect_cells(reader.schema.field(i) for i in plan.reads)
    return pa.RecordBatchReader.from_batches(plan.widened(reader.schema), annotated(reader, plan))


def annotated(
    batches: Iterable[pa.RecordBatch], plan: Plan, processors: int | None = None, keep: list[int] | None = None
) -> Iterator[pa.RecordBatch]:
    """Each batch with our columns behind its own, of which those at the positions of keep are kept; None: all."""
    waiting: collections.deque[pa.RecordBatch] = collections.deque()

    def read() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            waiting.append(batch if keep is None else batch.select(keep))
            yield batch.select(plan.reads)

    for ours in _child.run(plan, read(), processors):
        batch = waiting.popleft()
        yield pa.RecordBatch.from_arrays([*batch.columns, *ours.columns], schema=plan.widened(batch.schema))


def _score_table(table: pa.Table, plan: Plan) -> pa.Table:
    ours = _ours(table.select(plan.reads), plan)
    return pa.table([*table.columns, *ours.columns], schema=plan.widened(table.schema))


def _score_pandas(frame: Any, plan: Plan) -> Any:
    try:
        read = pa.Table.from_pandas(frame.iloc[:, plan.reads], preserve_index=False)
    except pa.ArrowException as error:
        raise ColumnError(f"a column that the rulebook reads holds values of several kinds: {error}") from error
    ours = _ours(read, plan).to_pandas()
    return frame.assign(**{name: ours[name].set_axis(frame.index) for name in ours.columns})


def _score_polars(frame: Any, plan: Plan) -> Any:
    import polars

    return frame.hstack(polars.from_arrow(_ours(frame[:, plan.reads].to_arrow(), plan)))


def _ours(read: pa.Table, plan: Plan) -> pa.Table:
    """Our columns for a table of the columns that the rulebook reads."""
    expect_cells(read.schema)
    return pa.Table.from_batches(_child.run(plan, read.to_batches()), plan.schema)


def _is_frame(table: object, library: str) -> bool:
    """Whether it is a DataFrame of a library, which need not be there."""
    module = sys.modules.get(library)
    return module is not None and isinstance(table, module.DataFrame)
