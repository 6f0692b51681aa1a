"""score() on tables of all kinds gives what the program writes."""

from __future__ import annotations

import datetime as dt
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import AS_OF, RULES

import leadscore
from leadscore import ColumnError, ProgramError, RulebookError

RULE = "version: 1\ncriteria:\n  - {name: Japan, field: Country, is: JP, points: 12.5}\n"
COUNTRIES = pa.table({"Country": ["JP", "US", None], "n": [1, 2, 3]})


def ours(table: pa.Table) -> pa.Table:
    return table.select([name for name in table.column_names if name.startswith("lead_")])


def as_text(value: Any) -> str:
    """A value of ours as the program writes it."""
    if value is None:
        return ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


@pytest.fixture(scope="module")
def scored(leads: pa.Table) -> pa.Table:
    return leadscore.score(leads, RULES, as_of=AS_OF)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULE)
    return path


def test_same_cells_as_the_program(scored: pa.Table, expected: list[dict[str, str]]) -> None:
    names = ours(scored).column_names
    got = [{name: as_text(row[name]) for name in names} for row in scored.to_pylist()]
    assert got == [{name: row[name] for name in names} for row in expected]
    assert names == [name for name in expected[0] if name.startswith("lead_") and name != "lead_id"]


def test_columns_are_typed(scored: pa.Table, leads: pa.Table) -> None:
    assert scored.select(range(leads.num_columns)).equals(leads)
    assert scored.schema.field("lead_score").type == pa.decimal128(18, 3)
    assert scored.schema.field("lead_score").metadata == {b"comment": b"points: the sum of all rules that hold"}
    assert scored.schema.field("lead_stage").type == pa.string()
    assert leadscore.score(leads, RULES, AS_OF, scores="float64").schema.field("lead_fit").type == pa.float64()


def test_reader(scored: pa.Table, leads: pa.Table) -> None:
    reader = pa.RecordBatchReader.from_batches(leads.schema, leads.to_batches(max_chunksize=7))
    result = leadscore.score(reader, RULES, AS_OF)
    assert result.schema == scored.schema
    assert result.read_all().equals(scored)


def test_pandas(scored: pa.Table, leads: pa.Table) -> None:
    frame = leads.to_pandas().set_index("Lead ID", drop=False)
    result = leadscore.score(frame, RULES, AS_OF)
    assert list(result.index) == list(frame.index)
    assert result[frame.columns].equals(frame)
    got = pa.Table.from_pandas(result, schema=scored.schema.remove_metadata(), preserve_index=False)
    assert ours(got).equals(ours(scored))


def test_polars(scored: pa.Table, leads: pa.Table) -> None:
    result = leadscore.score(pl.from_arrow(leads), RULES, AS_OF)
    assert isinstance(result, pl.DataFrame)
    assert ours(result.to_arrow()).cast(ours(scored).schema).equals(ours(scored))


def test_pandas_with_values_of_several_kinds(rules: Path) -> None:
    with pytest.raises(ColumnError, match="Country"):
        leadscore.score(pd.DataFrame({"Country": ["JP", 5.0]}), rules)
    kept = leadscore.score(pd.DataFrame({"Country": ["JP", "US"], "Notes": ["x", 5.0]}), rules, columns=["score"])
    assert list(kept["lead_score"]) == [Decimal("12.5"), 0]


def test_what_the_rulebook_does_not_read_may_be_anything(rules: Path) -> None:
    table = COUNTRIES.append_column("blob", pa.array([b"x", b"y", None]))
    assert leadscore.score(table, rules, columns=["score"])["blob"].to_pylist() == [b"x", b"y", None]
    with pytest.raises(ColumnError, match="'Country'"):
        leadscore.score(pa.table({"Country": [{"code": "JP"}]}), rules)


def test_choice_of_columns(rules: Path) -> None:
    result = leadscore.score(COUNTRIES, rules, dt.date(2026, 1, 5), ["as_of", "x_score"], prefix="x_")
    assert result.column_names == ["Country", "n", "x_score", "x_as_of"]
    assert result["x_as_of"].to_pylist() == [dt.date(2026, 1, 5)] * 3
    names = leadscore.score(COUNTRIES, rules, columns=["all", "version"]).column_names
    assert names == [*leadscore.score(COUNTRIES, rules).column_names, "lead_version"]
    with pytest.raises(ValueError, match="no column stages. expected of score, "):
        leadscore.score(COUNTRIES, rules, columns=["stages"])
    with pytest.raises(ColumnError, match="lead_score already"):
        leadscore.score(COUNTRIES.append_column("lead_score", [["", "", ""]]), rules)


def test_win_rates_and_texts_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        RULE + 'score:\n  rates: {0: 6.5%, 5: 26%}\nstages:\n  - {stage: "=SQL", metric: score, at_least: 5}\n'
    )
    result = leadscore.score(COUNTRIES, path)
    assert result["lead_win_rate"].to_pylist() == [26.0, 6.5, 6.5]
    assert result["lead_stage"].to_pylist() == ["=SQL", None, None]


@pytest.mark.parametrize("rows", [0, 1])
def test_few_rows(rules: Path, rows: int) -> None:
    result = leadscore.score(COUNTRIES.slice(0, rows), rules, columns=["score"])
    assert result["lead_score"].to_pylist() == [Decimal("12.5")][:rows]
    assert result.schema.field("lead_score").type == pa.decimal128(18, 3)


def test_cells_that_look_like_something_else(rules: Path) -> None:
    """Rows like headers, totals, notes and lines below a list are leads of a table."""
    odd = [
        "Country",
        "Total",
        "合計",
        'a "b"',
        "x,y",
        "JP\nUS",
        "\r",
        "sep=;",
        "#",
        "Copyright Acme",
        " JP ",
        "ＪＰ",
        "",
    ]
    result = leadscore.score(pa.table({"Country": odd}), rules, columns=["score"])
    assert result["lead_score"].to_pylist() == [
        Decimal("12.5") if cell.strip() in ("JP", "ＪＰ") else 0 for cell in odd
    ]


def test_problems_are_what_check_prints(tmp_path: Path, program: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(RULE.replace("points", "pionts"))
    told = subprocess.run([program, "check", "-r", str(path)], capture_output=True, check=False).stdout.decode()
    with pytest.raises(RulebookError) as error:
        leadscore.score(COUNTRIES, path)
    assert str(error.value) == told.strip()
    assert 'unknown key "pionts"' in told


def test_columns_that_the_table_lacks(rules: Path) -> None:
    with pytest.raises(RulebookError, match='the list has no column "Country"'):
        leadscore.score(pa.table({"Land": ["JP"]}), rules)


def test_no_rulebook(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match=r"cannot read the rulebook.*nothing\.yaml"):
        leadscore.score(COUNTRIES, tmp_path / "nothing.yaml")


def test_what_is_no_table(rules: Path) -> None:
    with pytest.raises(TypeError, match="list"):
        leadscore.score([1], rules)
