#!/usr/bin/env bash
# Tests the package as it is installed: from its wheel, in a fresh environment, which pip
# fills. Where there is no Python 3.9 or newer, no Java for Spark, or no package index, it
# says so and is done.
#
#   python/test.sh [LEADS]    # how many leads each random rulebook scores, 20000
set -euo pipefail
cd "$(dirname "$0")"

skip() {
  echo "the Python package is not tested: $1"
  exit 0
}

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || skip 'it needs Python 3.9 or newer'
java -version 2>&1 | grep -qE '"(1[7-9]|[2-9][0-9])' || skip 'Spark needs Java 17 or newer'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv "$work/venv" || skip 'python3 -m venv makes no environment'
PATH=$work/venv/bin:$PATH
pip install --quiet --disable-pip-version-check 'setuptools>=77' wheel || skip 'pip reaches no package index'

PYTHON=python ./build.sh "$work"
pip install --quiet --disable-pip-version-check "$(echo "$work"/leadscore-*.whl)"
pip install --quiet --disable-pip-version-check "$(echo "$work"/leadscore-*.whl)[test]" ||
  skip 'pip finds no Spark 4 and DuckDB 2 for this Python'

ruff check .
ruff format --check .
mypy
pytest -q -p no:cacheprovider tests
go test ../scoring -run TestRandomFiles -args -random-files "$work/random" -random-leads 500
python tests/engines.py "$work/random" --leads "${1:-20000}"
