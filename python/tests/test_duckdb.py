"""Scores in DuckDB."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest
from conftest import AS_OF, RULES
from test_child import WriteProgram, answering

import leadscore.duckdb
from leadscore import ColumnError, RulebookError

QUERY = "SELECT * FROM leads"


@pytest.fixture
def con(leads: pa.Table) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.register("given", leads)
    con.execute("CREATE TABLE leads AS SELECT * FROM given")
    return con


def test_same_as_a_table(con: duckdb.DuckDBPyConnection, leads: pa.Table) -> None:
    want = leadscore.score(leads, RULES, AS_OF)
    got = leadscore.duckdb.score(con, QUERY, RULES, AS_OF).to_arrow_table()
    assert got.cast(want.schema).equals(want)


def test_a_relation_is_used_again(con: duckdb.DuckDBPyConnection, expected: list[dict[str, str]]) -> None:
    scored = leadscore.duckdb.score(con, QUERY, RULES, AS_OF)
    assert [kind for kind in scored.types if "DECIMAL" in str(kind)] == ["DECIMAL(18,3)"] * 4
    for _ in range(2):
        assert scored.count("*").fetchall() == [(len(expected),)]
    best = scored.filter("lead_stage = 'SQL'").order("lead_score DESC").limit(1).project('"Lead ID"').fetchall()
    sql = [row for row in expected if row["lead_stage"] == "SQL"]
    assert best == [(max(sql, key=lambda row: float(row["lead_score"]))["Lead ID"],)]
    con.execute("CREATE TABLE scored AS FROM scored")
    assert con.table("scored").count("*").fetchall() == [(len(expected),)]


def test_rows_stream(con: duckdb.DuckDBPyConnection) -> None:
    """Of a source without end only as much is read as is asked for."""
    scored = leadscore.duckdb.score(con, "SELECT * FROM leads, range(10_000_000_000)", RULES, AS_OF, ["score"])
    assert len(scored.limit(5).fetchall()) == 5


def test_problems(con: duckdb.DuckDBPyConnection, program: str, write_program: WriteProgram) -> None:
    with pytest.raises(RulebookError, match="the list has no column"):
        leadscore.duckdb.score(con, 'SELECT "Lead ID" FROM leads', RULES)
    with pytest.raises(ColumnError, match="'Country'"):
        leadscore.duckdb.score(con, "SELECT * REPLACE ({code: Country} AS Country) FROM leads", RULES)
    binary = write_program(answering(program, "echo 'no room left' >&2; exit 3"))
    with pytest.raises(duckdb.Error, match="(?s)ended with status 3.*no room left"):
        leadscore.duckdb.score(con, QUERY, RULES, AS_OF, binary=binary).fetchall()
