"""What the tests share: the example's leads and rulebook, and programs that take the place of leadscore."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pytest

from leadscore import _program

ROOT = Path(__file__).parents[2]
LEADS = ROOT / "testdata" / "leads.csv"
RULES = ROOT / "rules.example.yaml"
AS_OF = "2026-11-21"


@pytest.fixture(scope="session")
def program() -> str:
    return _program.find()


@pytest.fixture(scope="session")
def leads() -> pa.Table:
    """The example's leads, all cells as texts."""
    with LEADS.open(encoding="utf-8") as file:
        names = next(csv.reader(file))
    return pyarrow.csv.read_csv(
        LEADS,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(column_types={name: pa.string() for name in names}),
    )


@pytest.fixture(scope="session")
def expected(program: str) -> list[dict[str, str]]:
    """What the program itself writes beside the example's leads."""
    command = [program, "score", str(LEADS), "--rules", str(RULES), "--as-of", AS_OF, "--for", "warehouse", "--quiet"]
    done = subprocess.run(command, capture_output=True, check=True)
    return list(csv.DictReader(done.stdout.decode().splitlines()))


@pytest.fixture
def write_program(tmp_path: Path) -> Callable[[str], Path]:
    """Write a shell script that stands in for leadscore."""

    def write(script: str) -> Path:
        path = tmp_path / "program"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write
