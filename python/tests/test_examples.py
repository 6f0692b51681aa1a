"""The examples, and what the pages show, work as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import LEADS, ROOT, RULES

EXAMPLES = ROOT / "examples"
PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")


def run(*command: str, cwd: Path) -> None:
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_code_of_the_page(code: str, leads: pa.Table, tmp_path: Path) -> None:
    shutil.copy(LEADS, tmp_path / "leads.csv")
    shutil.copy(RULES, tmp_path / "leadscore.yaml")
    pq.write_table(leads, tmp_path / "leads.parquet")
    run(sys.executable, "-W", "ignore", "-c", code, cwd=tmp_path)


def test_spark_submit(leads: pa.Table, tmp_path: Path) -> None:
    submit = str(Path(sys.executable).with_name("spark-submit"))
    run(submit, str(EXAMPLES / "spark" / "score_leads.py"), str(LEADS), str(RULES), "scored", cwd=tmp_path)
    assert pq.read_table(tmp_path / "scored").num_rows == leads.num_rows


def test_dbt(tmp_path: Path) -> None:
    project = tmp_path / "dbt"
    shutil.copytree(EXAMPLES / "dbt", project)
    dbt = str(Path(sys.executable).with_name("dbt"))
    run(dbt, "--no-send-anonymous-usage-stats", "build", "--profiles-dir", ".", cwd=project)
    results = json.loads((project / "target" / "run_results.json").read_text())["results"]
    assert sorted(result["status"] for result in results) == ["pass"] * 5 + ["success"] * 2
