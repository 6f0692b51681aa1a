"""Scores in Spark."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import AS_OF, LEADS, RULES
from py4j.protocol import Py4JJavaError
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from test_child import WriteProgram, answering

import leadscore.spark
from leadscore import ColumnError, RulebookError


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A session with two tasks at a time, each of which may be tried three times."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2, 3]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "OFF")
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def df(spark: SparkSession, leads: pa.Table) -> DataFrame:
    return spark.createDataFrame(leads).repartition(4)


def rows(df: DataFrame) -> pa.Table:
    return df.toArrow().sort_by("Lead ID")


def test_same_as_a_table(df: DataFrame, leads: pa.Table) -> None:
    got = rows(leadscore.spark.score(df, RULES, AS_OF))
    want = leadscore.score(leads, RULES, AS_OF).sort_by("Lead ID")
    assert got.cast(want.schema).equals(want)


def test_keep(df: DataFrame, leads: pa.Table) -> None:
    scored = leadscore.spark.score(df, RULES, AS_OF, ["score", "stage"], keep=["Company", "Lead ID"])
    want = leadscore.score(leads, RULES, AS_OF, ["score", "stage"]).sort_by("Lead ID")
    got = rows(scored)
    assert got.column_names == ["Lead ID", "Company", "lead_score", "lead_stage"]
    assert got.cast(want.select(got.column_names).schema).equals(want.select(got.column_names))
    assert "Notes" not in scored._jdf.queryExecution().optimizedPlan().toString() or "Notes" not in leads.column_names
    alone = leadscore.spark.score(df, RULES, AS_OF, ["score"], keep=[])
    assert alone.columns == ["lead_score"]
    assert alone.count() == leads.num_rows
    with pytest.raises(ColumnError, match="keep=: there is no column Nobody"):
        leadscore.spark.score(df, RULES, AS_OF, keep=["Nobody"])


def test_plan_and_schema(df: DataFrame) -> None:
    scored = leadscore.spark.score(df, RULES, AS_OF)
    rules_hash = hashlib.sha256(RULES.read_bytes()).hexdigest()
    plan = scored._jdf.queryExecution().optimizedPlan().toString()
    assert f"leadscore_{rules_hash}(" in plan
    assert "Exchange" not in scored._jdf.queryExecution().executedPlan().toString().split("MapInArrow")[0]
    assert scored.schema["lead_score"].dataType.simpleString() == "decimal(18,3)"
    assert scored.schema["lead_score"].metadata["comment"] == "points: the sum of all rules that hold"


def test_ranked(df: DataFrame, leads: pa.Table, program: str, tmp_path: Path) -> None:
    command = [program, "score", str(LEADS), "-r", str(RULES), "--as-of", AS_OF, "--sorted", "--for", "warehouse", "-q"]
    table = csv.DictReader(subprocess.run(command, capture_output=True, check=True).stdout.decode().splitlines())
    want = [(row["lead_stage"] or None, float(row["lead_score"])) for row in table]
    ranked = leadscore.spark.ranked(
        leadscore.spark.score(df, RULES, AS_OF).withColumnRenamed("lead_stage", "the `stage`")
    )
    assert [(row["the `stage`"], float(row["lead_score"])) for row in ranked.collect()] == want
    with pytest.raises(ColumnError, match="there are no scores"):
        leadscore.spark.ranked(df)


def test_a_task_that_is_tried_again(df: DataFrame, leads: pa.Table, program: str, write_program: WriteProgram) -> None:
    """The program of one task is killed in the middle; the result is whole all the same."""
    once = write_program("").parent / "killed"
    kill = f'if mkdir "{once}" 2>/dev/null; then "{program}" "$@" | head -c 500; kill -9 $$; fi; exec "{program}" "$@"'
    got = rows(leadscore.spark.score(df, RULES, AS_OF, binary=write_program(answering(program, kill))))
    assert once.exists()
    want = leadscore.score(leads, RULES, AS_OF).sort_by("Lead ID")
    assert got.cast(want.schema).equals(want)


def test_a_program_that_fails_fails_the_job(df: DataFrame, program: str, write_program: WriteProgram) -> None:
    binary = write_program(answering(program, "echo 'no room left' >&2; exit 3"))
    with pytest.raises((PythonException, Py4JJavaError), match="(?s)ended with status 3.*no room left"):
        leadscore.spark.score(df, RULES, AS_OF, binary=binary).collect()


def test_a_worker_with_another_version(df: DataFrame, program: str, write_program: WriteProgram) -> None:
    other = f'if [ "$1" = version ]; then echo leadscore v9.9.9; else exec "{program}" "$@"; fi'
    with pytest.raises((PythonException, Py4JJavaError), match="is version v9.9.9, and that of the driver is"):
        leadscore.spark.score(df, RULES, AS_OF, binary=write_program(other)).collect()


def test_problems_are_found_on_the_driver(df: DataFrame, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(RULES.read_text().replace("points:", "pionts:"))
    with pytest.raises(RulebookError, match='unknown key "pionts"'):
        leadscore.spark.score(df, broken, AS_OF)
    with pytest.raises(RulebookError, match="the list has no column"):
        leadscore.spark.score(df.select("Lead ID"), RULES, AS_OF)
    with pytest.raises(ColumnError, match="'Country'"):
        leadscore.spark.score(df.withColumn("Country", F.struct("Country")), RULES, AS_OF)


def test_types_of_spark(spark: SparkSession, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        """
version: 1
timezone: Asia/Tokyo
criteria:
  - {name: Seen, field: seen, after: 2026-01-04, points: 1}
  - {name: Topics, field: topics, has_all: [AI, CRM], points: 10}
  - {name: Budget, field: budget, above: 1200.4, points: 100}
  - {name: Demo, field: demo, is: true, points: 1000}
"""
    )
    query = """SELECT timestamp'2026-01-04 16:00:00Z' seen, array('CRM', 'AI') topics, 1200.50BD budget, true demo,
        named_struct('a', 1) other"""
    scored = leadscore.spark.score(spark.sql(query), rules, "2026-02-01", ["score"])
    assert scored.first()["lead_score"] == 1111
