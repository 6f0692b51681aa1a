"""Measure what a lead costs on each engine, beside the program alone. Linux only.

    go run ./internal/leadgen -n 1000000 -o leads.csv
    python python/bench.py leads.csv bench/rules.yaml

Seconds of processor time, of all processes that take part, which say the same on a machine that does other work too.
Spark is measured warm: the second of two runs. All results are thrown away but for the program's, a file.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession

import leadscore.duckdb
import leadscore.spark
from leadscore import _program

AS_OF = "2026-11-21"
TICKS = os.sysconf("SC_CLK_TCK")


def processor_time() -> float:
    """Seconds that this process, its descendants, and those of them that have ended have used."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(") ")[2].split()
        except OSError:
            continue  # it has just ended
        stats[int(path.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    mine = {os.getpid()}
    while more := {pid for pid, (parent, _) in stats.items() if parent in mine} - mine:
        mine |= more
    return sum(stats[pid][1] for pid in mine if pid in stats) / TICKS


def measure(name: str, leads: int, run: Callable[[], object]) -> None:
    before = processor_time()
    run()
    print(f"| {name} | {1e6 * (processor_time() - before) / leads:.2f} |", flush=True)


def read_list(path: Path) -> pa.Table:
    with path.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    convert = pyarrow.csv.ConvertOptions(column_types={name: pa.string() for name in names})
    return pyarrow.csv.read_csv(path, parse_options=parse, convert_options=convert)


def memory(table: pa.Table, rules: Path, times: int) -> None:
    """Tell the most memory that the child held while the table went by so many times."""

    def batches() -> Iterator[pa.RecordBatch]:
        for _ in range(times):
            yield from table.to_batches()

    reader = leadscore.score(pa.RecordBatchReader.from_batches(table.schema, batches()), rules, AS_OF, ["score"])
    peak = 0
    for i, _ in enumerate(reader):
        if i % 100 == 0:
            peak = max(peak, *map(peak_memory, children()))
    print(f"the child's memory with {times * table.num_rows} leads: {peak >> 10} MB", flush=True)


def children() -> list[int]:
    """The processes that are leadscore's, of this one."""
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def peak_memory(process: int) -> int:
    """The most memory that a process has held, in KiB; 0 for one that has no program named score in its command."""
    command = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) if b"score" in command else 0


def main(path: Path, rules: Path) -> None:
    table = read_list(path)
    rows = table.num_rows
    for times in (1, 10):
        memory(table, rules, times)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
    spark = builder.config("spark.driver.memory", "2g").getOrCreate()
    with tempfile.TemporaryDirectory() as folder:
        size = -(-rows // 8)
        for i in range(8):
            pq.write_table(table.slice(i * size, size), f"{folder}/{i}.parquet")
        lists, out = f"{folder}/*.parquet", f"{folder}/_scored.csv"  # Spark passes over names with an underscore
        for columns in (["score", "stage"], None):
            chosen = ["--columns", ",".join(columns or ["all"])]
            command = [
                _program.find(),
                "score",
                str(path),
                "-r",
                str(rules),
                "--as-of",
                AS_OF,
                *chosen,
                "-q",
                "-o",
                out,
            ]

            def arrow(columns: list[str] | None = columns) -> None:
                leadscore.score(table, rules, AS_OF, columns)

            def in_spark(columns: list[str] | None = columns) -> None:
                write_nowhere(leadscore.spark.score(spark.read.parquet(folder), rules, AS_OF, columns))

            def in_duckdb(columns: list[str] | None = columns) -> None:
                query = f"SELECT * FROM read_parquet('{lists}')"
                for _ in leadscore.duckdb.score(duckdb.connect(), query, rules, AS_OF, columns).to_arrow_reader():
                    pass

            print(f"\n{rows} leads, columns {', '.join(columns or ['all'])}; µs of processor time a lead")
            measure("the program alone", rows, lambda command=command: subprocess.run(command, check=True))
            measure("score() on an Arrow table", rows, arrow)
            measure("DuckDB, from Parquet", rows, in_duckdb)
            in_spark()
            measure("Spark, from Parquet, warm", rows, in_spark)
        print(f"\n{rows} leads, without scores")
        df = spark.read.parquet(folder)
        measure("Spark, reading the same", rows, lambda: write_nowhere(df))
        measure(
            "Spark, handing it to Python and back", rows, lambda: write_nowhere(df.mapInArrow(hand_back, df.schema))
        )
    spark.stop()


def hand_back(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from batches


def write_nowhere(df: DataFrame) -> None:
    df.write.format("noop").mode("overwrite").save()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
