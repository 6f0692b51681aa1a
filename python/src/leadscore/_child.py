"""A run of the program as a child process: leads go in while results come out."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.csv

from . import _plan, _program
from ._cells import cells
from ._plan import Plan
from ._results import ROW, EndedEarly, Results
from .errors import ProgramError

ROWS = 16384
"""How many rows are made into CSV at a time, whatever the size of a batch."""


def run(plan: Plan, batches: Iterable[pa.RecordBatch], processors: int | None = None) -> Iterator[pa.RecordBatch]:
    """Score batches, which hold the plan's columns, and yield for each the batch of our columns.

    Leads are written to the program by a thread of their own, so that they go in while results come out. What is on its
    way is bounded by the program, which reads no more until its results are taken. Whatever keeps the program from
    giving a result for each lead is an exception, at the latest behind the last batch.
    """
    with tempfile.TemporaryDirectory(prefix="leadscore-") as folder, tempfile.TemporaryFile() as messages:
        rules = Path(folder) / "rules.yaml"
        rules.write_bytes(plan.rules)
        process = _start(plan, rules, messages, processors)
        try:
            yield from _converse(process, plan, batches, messages)
        finally:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


def _start(plan: Plan, rules: Path, messages: IO[bytes], processors: int | None) -> subprocess.Popen[bytes]:
    command = [_program.find(plan.binary), "score", "-", *_program.PLAIN_CSV]
    command += ["--rules", str(rules), "--as-of", plan.checked.as_of, "--limit", "row=1GiB"]
    command += ["--for", "warehouse", "--key", ROW, "--prefix", plan.prefix]
    command += ["--columns", ",".join(column.name for column in plan.columns)]
    environment = dict(os.environ)
    if processors is not None:
        environment["GOMAXPROCS"] = str(processors)
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages, env=environment)


def _converse(
    process: subprocess.Popen[bytes], plan: Plan, batches: Iterable[pa.RecordBatch], messages: IO[bytes]
) -> Iterator[pa.RecordBatch]:
    assert process.stdin is not None and process.stdout is not None
    feeder = _Feeder(process.stdin, plan.names, batches)
    feeder.start()
    results, count = Results(process.stdout, plan.schema), 0
    whole = True
    try:
        for numbers in iter(feeder.sent.get, None):
            yield results.take(numbers)
            count += len(numbers)
        results.expect_end()
    except EndedEarly:
        whole = False
    feeder.join()
    if feeder.failure:
        raise feeder.failure
    if process.wait() != 0 or feeder.cut_off or not whole:
        raise _failure(process.wait(), messages, count)


class _Feeder(threading.Thread):
    """Writes batches to the program as CSV, each row with its number."""

    def __init__(self, stdin: IO[bytes], names: tuple[str, ...], batches: Iterable[pa.RecordBatch]) -> None:
        super().__init__(name="leadscore feeder", daemon=True)
        self.sent: queue.SimpleQueue[pa.Array | None] = queue.SimpleQueue()  # each batch's row numbers; None at the end
        self.failure: BaseException | None = None  # of the batches
        self.cut_off = False  # the program has ended before all was written
        self._stdin, self._names, self._batches = stdin, names, batches

    def run(self) -> None:
        try:
            self._write()
            self._stdin.close()
        except BrokenPipeError:
            self.cut_off = True
        except BaseException as failure:  # goes to who takes the results
            self.failure = failure
        finally:
            with contextlib.suppress(BrokenPipeError):
                self._stdin.close()
            self.sent.put(None)

    def _write(self) -> None:
        self._stdin.write(_plan.header([ROW, *self._names]))
        count = 0
        for batch in self._batches:
            numbers = pa.array(range(count, count + batch.num_rows), pa.int64())
            self.sent.put(numbers)  # first: the program may want its results taken before it reads all of these rows
            for start in range(0, batch.num_rows, ROWS):
                part = batch.slice(start, ROWS)
                self._stdin.write(_rows([numbers.slice(start, ROWS), *map(cells, part.columns)]))
            count += batch.num_rows


def _rows(columns: list[pa.Array]) -> pa.Buffer:
    """Columns as rows of CSV. Cells are quoted only if one of them must be: the program reads others faster."""
    table = pa.table(columns, [str(i) for i in range(len(columns))])
    try:
        return _written(table, "none")
    except pa.ArrowInvalid:
        return _written(table, "needed")


def _written(table: pa.Table, quotes: str) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(table, sink, pyarrow.csv.WriteOptions(include_header=False, quoting_style=quotes))
    return sink.getvalue()


def _failure(status: int, messages: IO[bytes], count: int) -> ProgramError:
    """Why the program gave no more results than those of count leads."""
    if status < 0:
        ended = f"leadscore was ended by signal {-status} ({signal.strsignal(-status)})"
    elif status > 0:
        ended = f"leadscore ended with status {status}"
    else:
        ended = "leadscore gave other results than one for each lead"
    messages.seek(0)
    said = messages.read().decode("utf-8", "replace").strip()
    return ProgramError("\n".join(filter(None, [f"{ended}, after the results of {count} leads", said])))
