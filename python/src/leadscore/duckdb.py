"""Scores in DuckDB, as a relation that streams."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from . import _plan
from ._cells import expect_cells
from ._plan import Plan, Scores
from ._program import Day, FilePath
from ._score import stream
from .errors import LeadscoreError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

ROWS = 65536
"""How many rows DuckDB hands over at a time."""


def score(
    con: DuckDBPyConnection,
    query: str,
    rules: FilePath,
    as_of: Day | None = None,
    columns: Iterable[str] | None = None,
    prefix: str = "lead_",
    *,
    scores: Scores = "decimal",
    binary: FilePath | None = None,
) -> DuckDBPyRelation:
    """Score every row of a query.

    Arguments and errors are those of leadscore.score. The query runs, and its rows are scored, whenever the relation is
    used; nothing is held but what is on its way. It runs beside con, on a cursor of its own, so it sees tables and
    views that are committed, and none that are temporary.
    """
    if int(duckdb.__version__.split(".")[0]) < 2:
        raise LeadscoreError(f"DuckDB {duckdb.__version__} cannot read a stream more than once. install 2.0 or newer")
    with con.cursor() as cursor:
        schema = cursor.sql(query).limit(0).to_arrow_table().schema
    plan = _plan.make(schema.names, rules, as_of, columns, prefix, scores, binary)
    expect_cells(schema.field(i) for i in plan.reads)
    return con.from_arrow(_Scored(con, query, plan, plan.widened(schema)))


class _Scored:
    """A query's scored rows, as often as DuckDB asks for them."""

    def __init__(self, con: DuckDBPyConnection, query: str, plan: Plan, schema: pa.Schema) -> None:
        self._con, self._query, self._plan, self._schema = con, query, plan, schema

    def __arrow_c_schema__(self) -> Any:
        return self._schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        rows = self._con.cursor().sql(self._query).to_arrow_reader(ROWS)
        return stream(rows, self._plan).__arrow_c_stream__(requested_schema)
