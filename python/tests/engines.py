"""Hold every engine to the scores of the program, lead by lead.

    python engines.py FOLDER --leads 1000000

FOLDER has a folder for each rulebook: rules.yaml, as_of, and in leads.csv cells from which lists are made, as the
Go test TestRandomFiles leaves them. Each list lies in 8 Parquet files. The program scores it as one CSV file, score()
as an Arrow table, Spark on local[2], and DuckDB. A lead for which one of our columns differs ends with status 1.
--without next_question leaves out what costs most where many cells are blank.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

import leadscore.duckdb
import leadscore.spark
from leadscore import _plan, _program

PARTITIONS = 8
ROW = "row of the list"


def make_leads(pool: Path, seed: int, count: int) -> pa.Table:
    """Leads whose cells are drawn, column by column, from those of the pool."""
    with pool.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    dice = np.random.default_rng(seed)
    columns = {ROW: pa.array(range(count), pa.int64())}
    for i, name in enumerate(header):
        cells = pa.array([row[i] if i < len(row) else None for row in rows], pa.string())
        columns[name] = cells.take(pa.array(dice.integers(0, len(cells), count)))
    return pa.table(columns)


class Case:
    """A rulebook, its leads, and its scores by each engine: our columns, in the order of the leads."""

    def __init__(
        self, rules: Path, as_of: str, leads: pa.Table, without: list[str], folder: Path, spark: SparkSession
    ) -> None:
        self.rules, self.as_of, self.leads, self.folder, self.spark = rules, as_of, leads, folder, spark
        self.list, self.parquet = folder / "leads.csv", folder / "leads"
        written = _plan.make(leads.column_names, rules, as_of, None, "lead_", "decimal", None).columns
        self.columns = [column.name for column in written if column.name not in without]
        self.plan = _plan.make(leads.column_names, rules, as_of, self.columns, "lead_", "decimal", None)
        pyarrow.csv.write_csv(leads, self.list)
        self.parquet.mkdir()
        size = -(-leads.num_rows // PARTITIONS)
        for i in range(PARTITIONS):
            pq.write_table(leads.slice(i * size, size), self.parquet / f"{i}.parquet")

    def program(self) -> pa.Table:
        scored = self.folder / "scored.csv"
        command = [_program.find(), "score", str(self.list), "-r", str(self.rules), "--as-of", self.as_of]
        command += ["--columns", ",".join(self.columns)]
        subprocess.run([*command, *_program.PLAIN_CSV, "-o", str(scored)], check=True)
        types = {field.name: pa.string() if "win_rate" in field.name else field.type for field in self.plan.schema}
        table = pyarrow.csv.read_csv(
            scored,
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=self.plan.schema.names, column_types=types, null_values=[""], strings_can_be_null=True
            ),
        )
        rates = self.plan.schema.get_field_index("lead_win_rate")
        if rates >= 0:
            numbers = pc.utf8_rtrim(table.column(rates), "%").cast(pa.float64())
            table = table.set_column(rates, self.plan.schema.field(rates), numbers)
        return table

    def arrow(self) -> pa.Table:
        return leadscore.score(pq.read_table(self.parquet), self.rules, self.as_of, self.columns)

    def run_spark(self) -> pa.Table:
        out = self.folder / "spark"
        leads = self.spark.read.parquet(str(self.parquet))
        scored = leadscore.spark.score(leads, self.rules, self.as_of, self.columns)
        scored.select(ROW, *self.plan.schema.names).write.parquet(str(out))
        return pq.read_table(out)

    def run_duckdb(self) -> pa.Table:
        query = f"SELECT * FROM read_parquet('{self.parquet}/*.parquet')"
        return leadscore.duckdb.score(duckdb.connect(), query, self.rules, self.as_of, self.columns).to_arrow_table()

    def different(self, engine: Callable[[], pa.Table], want: pa.Table) -> tuple[int, float]:
        """How many leads an engine scores otherwise, and its seconds."""
        began = time.monotonic()
        got = engine()
        seconds = time.monotonic() - began
        if ROW in got.column_names:
            got = got.sort_by(ROW)
        if got.num_rows != want.num_rows:
            raise SystemExit(f"{engine.__name__} gave {got.num_rows} of {want.num_rows} leads")
        differs = pa.repeat(False, want.num_rows)
        for name in want.column_names:
            a, b = got[name].combine_chunks(), want[name].combine_chunks()
            same = pc.or_(pc.fill_null(pc.equal(a, b.cast(a.type)), False), pc.and_(pc.is_null(a), pc.is_null(b)))
            differs = pc.or_(differs, pc.invert(same))
        return pc.sum(differs).as_py(), seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--leads", type=int, default=20_000)
    parser.add_argument("--from", type=int, default=0, dest="first", help="the number of the first rulebook")
    parser.add_argument(
        "--without", nargs="*", default=[], metavar="COLUMN", help="columns of ours that are not written"
    )
    options = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
    spark = builder.getOrCreate()
    total = {"program": 0.0, "arrow": 0.0, "run_spark": 0.0, "run_duckdb": 0.0}
    wrong, count = 0, 0
    for world in sorted(options.folder.iterdir(), key=lambda path: int(path.name))[options.first :]:
        with tempfile.TemporaryDirectory() as folder:
            leads = make_leads(world / "leads.csv", int(world.name), options.leads)
            case = Case(
                world / "rules.yaml", (world / "as_of").read_text(), leads, options.without, Path(folder), spark
            )
            began = time.monotonic()
            want = case.program()
            total["program"] += time.monotonic() - began
            told = []
            for engine in (case.arrow, case.run_spark, case.run_duckdb):
                differences, seconds = case.different(engine, want)
                total[engine.__name__] += seconds
                wrong += differences
                told.append(f"{engine.__name__} {differences} different")
        count += 1
        print(f"rulebook {world.name}: {options.leads} leads, {', '.join(told)}", flush=True)
    spark.stop()
    each = ", ".join(f"{name} {1e6 * seconds / count / options.leads:.2f}" for name, seconds in total.items())
    print(f"{count} rulebooks, {count * options.leads} leads, {wrong} differences; µs a lead, files and all: {each}")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
