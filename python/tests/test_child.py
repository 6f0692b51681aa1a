"""The program as a child: whatever becomes of it, no result is short or out of place."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

import leadscore
from leadscore import ProgramError, _child, _program

WriteProgram = Callable[[str], Path]

SCHEMA = pa.schema([("Country", pa.string()), ("n", pa.int64())])
ROWS = 500


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text("version: 1\ncriteria:\n  - {name: Each, field: n, each: 1}\n")
    return path


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The programs that were started to score."""
    started = []

    def start(*args: object, **kwargs: object) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(*args, **kwargs)  # type: ignore[call-overload]
        started.append(process)
        return process  # type: ignore[no-any-return]

    monkeypatch.setattr(_child, "subprocess", type("patched", (), {"Popen": start, "PIPE": subprocess.PIPE}))
    return started


def batch(i: int) -> pa.RecordBatch:
    return pa.record_batch([["x" * 50] * ROWS, range(i * ROWS, (i + 1) * ROWS)], schema=SCHEMA)


def stream(batches: Iterator[pa.RecordBatch], rules: Path, binary: Path | None = None) -> pa.RecordBatchReader:
    reader = pa.RecordBatchReader.from_batches(SCHEMA, batches)
    return leadscore.score(reader, rules, "2026-11-21", ["score"], binary=binary)


def test_order_is_kept(rules: Path) -> None:
    result = stream(map(batch, range(400)), rules).read_all()
    assert result["lead_score"].cast(pa.int64()).equals(result["n"])


def test_batches_keep_their_sizes(rules: Path) -> None:
    sizes = [0, 1, 0, 3000, 7, 0, 20000, 2, 0]
    source = pa.table([["x"] * sum(sizes), range(sum(sizes))], schema=SCHEMA)

    def batches() -> Iterator[pa.RecordBatch]:
        start = 0
        for size in sizes:
            part = source.slice(start, size).combine_chunks().to_batches()
            yield part[0] if part else pa.record_batch([[], []], schema=SCHEMA)
            start += size

    assert [scored.num_rows for scored in stream(batches(), rules)] == sizes


def test_killed_in_the_middle(rules: Path, children: list[subprocess.Popen[bytes]]) -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        for i in range(1000):
            if i == 600:
                children[0].kill()
            yield batch(i)

    with pytest.raises(ProgramError, match=r"ended by signal 9 \(Killed\), after the results of \d+ leads"):
        stream(batches(), rules).read_all()


def test_killed_at_the_end(rules: Path, children: list[subprocess.Popen[bytes]]) -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield batch(0)
        children[0].kill()

    with pytest.raises(ProgramError, match="signal 9"):
        stream(batches(), rules).read_all()


def test_an_error_of_the_source(rules: Path, children: list[subprocess.Popen[bytes]]) -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield batch(0)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        stream(batches(), rules).read_all()
    assert children[0].poll() is not None


def test_long_rows(rules: Path) -> None:
    table = pa.table({"n": ["1", "9" * (9 << 20), "3"]})
    assert leadscore.score(table, rules, columns=["score"])["lead_score"].to_pylist() == [1, 0, 3]


def test_an_abandoned_result_ends_the_program(rules: Path, children: list[subprocess.Popen[bytes]]) -> None:
    def forever() -> Iterator[pa.RecordBatch]:
        while True:
            yield batch(0)

    plan = leadscore._plan.make(SCHEMA.names, rules, None, ["score"], "lead_", "decimal", None)
    results = _child.run(plan, (b.select(plan.reads) for b in forever()))
    next(results)
    results.close()
    assert children[0].poll() is not None


def test_memory_is_bounded(rules: Path) -> None:
    """A source is read no further than pipes and program hold, while nobody takes results."""
    count = 0

    def forever() -> Iterator[pa.RecordBatch]:
        nonlocal count
        while True:
            count += 1
            yield batch(0)

    plan = leadscore._plan.make(SCHEMA.names, rules, None, ["score"], "lead_", "decimal", None)
    results = _child.run(plan, (b.select(plan.reads) for b in forever()), processors=2)
    next(results)
    before = -1
    while count != before:
        before = count
        time.sleep(0.5)
    results.close()
    assert count * ROWS * len("123456,499\n") < 16 << 20


def answering(program: str, score: str) -> str:
    """A script that checks as the program does, and scores as told."""
    return f'if [ "$1" != score ]; then exec "{program}" "$@"; fi\n{score}'


@pytest.mark.parametrize(
    ("score", "message"),
    [
        ("cat >/dev/null; printf 'r,lead_score\\n0,1\\n'", "other results than one for each lead"),
        ("cat >/dev/null; printf 'r,lead_score\\n0,0\\n2,2\\n1,1\\n'", "other results than one for each lead"),
        ("cat >/dev/null; printf 'r,lead_score\\n0,0\\n1,1\\n2,2\\n3,3\\n'", "other results than one for each lead"),
        ("cat >/dev/null; printf 'r,lead_score\\n0,0\\n1,1\\n2,2'", "other results than one for each lead"),
        (
            "cat >/dev/null; printf 'r,lead_score\\n0,0\\n1,1\\n2,2\\n'; echo 'no disk' >&2; exit 3",
            "status 3.*\nno disk",
        ),
        ("exit 0", "other results than one for each lead"),
        ("cat >/dev/null", "other results than one for each lead"),
    ],
    ids=["too few", "out of order", "too many", "cut", "failed at the end", "ended at once", "silent"],
)
def test_results_that_are_not_whole(
    rules: Path, program: str, write_program: WriteProgram, score: str, message: str
) -> None:
    binary = write_program(answering(program, score))
    table = pa.table({"n": [0, 1, 2]})
    with pytest.raises(ProgramError, match=message):
        leadscore.score(table, rules, columns=["score"], binary=binary)


def test_another_version_of_the_language(rules: Path, write_program: WriteProgram) -> None:
    binary = write_program(f"cat >/dev/null; echo '{json.dumps({'language': 2, 'reads': []})}'")
    with pytest.raises(ProgramError, match="reads version 2 of the rulebook language"):
        leadscore.score(pa.table({"n": [1]}), rules, binary=binary)


def test_where_the_program_is_found(write_program: WriteProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    named = write_program("exit 0")
    assert _program.find(named) == str(named)
    monkeypatch.setenv("LEADSCORE_BIN", str(named))
    assert _program.find() == str(named)
    assert _program.find("sh") != str(named)
    monkeypatch.setenv("LEADSCORE_BIN", os.devnull)
    with pytest.raises(ProgramError, match="LEADSCORE_BIN names '/dev/null', which is no program"):
        _program.find()
