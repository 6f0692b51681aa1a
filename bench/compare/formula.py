"""Adds the columns of bench/formula.yaml to a list by polars, and prints the seconds that it took."""

import sys
import time

import polars as pl

leads, result = sys.argv[1:]
begin = time.perf_counter()
looked = pl.col("Page Views").cast(pl.Int64).fill_null(0) >= 10
annotated = pl.scan_csv(leads, infer_schema=False).with_columns(
    pl.when(looked).then(10).otherwise(0).alias("score"),
    pl.when(looked).then(pl.lit("warm")).otherwise(pl.lit("cold")).alias("stage"),
)
annotated.sink_csv(result)
print(time.perf_counter() - begin)
