"""Runs a statement in DuckDB, and prints the seconds that it took from connecting on."""

import sys
import time

import duckdb

threads, macros, statement = sys.argv[1:]
with open(macros, encoding="utf-8") as file:
    definitions = file.read()
begin = time.perf_counter()
database = duckdb.connect()
database.execute(f"SET threads = {threads}")
database.execute(definitions)
database.execute(statement)
print(time.perf_counter() - begin)
