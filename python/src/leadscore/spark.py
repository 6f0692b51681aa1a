"""Scores in Spark: each task scores its partition with a program of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark.sql import functions as F
from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    CharType,
    DataType,
    DateType,
    DecimalType,
    DoubleType,
    LongType,
    NullType,
    NumericType,
    StringType,
    StructField,
    StructType,
    TimestampNTZType,
    TimestampType,
    VarcharType,
)

from . import _plan, _program
from ._cells import no_cells
from ._plan import DECIMAL, Plan, Scores
from ._program import Day, FilePath, Stage
from ._score import annotated
from .errors import ColumnError, ProgramError

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

CELLS = (
    BooleanType,
    CharType,
    DateType,
    NullType,
    NumericType,
    StringType,
    TimestampNTZType,
    TimestampType,
    VarcharType,
)
"""The types whose values are cells of a list; lists of them are too."""

TYPES = {
    pa.int64(): LongType(),
    pa.float64(): DoubleType(),
    DECIMAL: DecimalType(DECIMAL.precision, DECIMAL.scale),
    pa.date32(): DateType(),
    pa.string(): StringType(),
}
"""The types of our columns."""

# What the metadata of a column of ours say, so that ranked finds it under any name.
COLUMN = "leadscore.column"
STAGES = "leadscore.stages"  # in the order of a ranking
OUT = "leadscore.out"  # those that rank behind leads without a stage


def score(
    df: DataFrame,
    rules: FilePath,
    as_of: Day | None = None,
    columns: Iterable[str] | None = None,
    prefix: str = "lead_",
    *,
    keep: Iterable[str] | None = None,
    scores: Scores = "decimal",
    binary: FilePath | None = None,
) -> DataFrame:
    """Score every row of a DataFrame, without a shuffle.

    Arguments and errors are those of leadscore.score. keep names the columns of the DataFrame that the result has
    beside ours, such as its key; None for all. What is neither kept nor read by the rulebook never leaves Spark, which
    saves a third to a half of the cost. The rulebook is checked here, on the driver, and travels with
    the job; its SHA-256 stands in the plan. The day, too, is settled here, so that a task tried again on another day
    gives the same scores. The package and the program must be on the workers: install the wheel there, or name the
    program by binary= or LEADSCORE_BIN as it is called there. A worker with another version of the program than the
    driver's ends the job.
    """
    columns = None if columns is None else list(columns)
    plan = _plan.make(df.columns, rules, as_of, columns, prefix, scores, binary)
    for i in plan.reads:
        _expect_cells(df.schema.fields[i])
    kept: list[int] | None = None
    if keep is not None:
        wanted = _kept(df, keep)
        df = df.select([_quoted(df.columns[i]) for i in sorted({*plan.reads, *wanted})])
        kept = [df.columns.index(name) for name in wanted.values()]
        plan = _plan.make(df.columns, rules, plan.checked.as_of, columns, prefix, scores, binary)

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _score_partition(plan, batches, kept)

    run.__name__ = f"leadscore_{plan.checked.rules_hash}"
    theirs = df.schema.fields if kept is None else [df.schema.fields[i] for i in kept]
    return df.mapInArrow(run, StructType([*theirs, *_fields(plan)]))


def _kept(df: DataFrame, keep: Iterable[str]) -> dict[int, str]:
    """The columns to be kept, by their positions, in the order of the DataFrame."""
    names = set(keep)
    unknown = names - set(df.columns)
    if unknown:
        raise ColumnError(
            f"keep=: there is no column {', '.join(sorted(unknown))}. expected of {', '.join(df.columns)}"
        )
    return {i: name for i, name in enumerate(df.columns) if name in names}


def ranked(df: DataFrame) -> DataFrame:
    """Sort what score gave as `leadscore rank` does: by stage, then by falling score.

    The order of equal leads is any.
    """
    found = {field.metadata[COLUMN]: field for field in df.schema.fields if COLUMN in field.metadata}
    if "score" not in found:
        raise ColumnError("there are no scores of leadscore.spark.score. rank what it gave, with the column score")
    order = [F.col(_quoted(found["score"].name)).desc()]
    if "stage" in found:
        order.insert(0, _place(found["stage"]).asc())
    return df.orderBy(*order)


def _place(field: StructField) -> Column:
    """The place of a lead's stage in a ranking: leads without a stage come behind those with one, out stages last."""
    stages, out = field.metadata[STAGES], field.metadata[OUT]
    stage = F.col(_quoted(field.name))
    place = F.when(stage.isNull(), len(stages))
    for i, name in enumerate(stages):
        place = place.when(stage == name, i)
    for i, name in enumerate(out):
        place = place.when(stage == name, len(stages) + 1 + i)
    return place


def _expect_cells(field: StructField) -> None:
    kind: DataType = field.dataType
    if isinstance(kind, ArrayType):
        kind = kind.elementType
    if not isinstance(kind, CELLS):
        raise no_cells(field.name, field.dataType.simpleString())


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _fields(plan: Plan) -> list[StructField]:
    return [
        StructField(field.name, TYPES[field.type], True, _metadata(column, plan.checked.stages))
        for column, field in zip(plan.columns, plan.schema)
    ]


def _metadata(column: _program.Column, stages: tuple[Stage, ...]) -> dict[str, object]:
    metadata: dict[str, object] = {"comment": column.meaning, COLUMN: column.name}
    if column.name == "stage":
        metadata[STAGES] = [stage.name for stage in stages if not stage.out]
        metadata[OUT] = [stage.name for stage in stages if stage.out]
    return metadata


def _score_partition(plan: Plan, batches: Iterator[pa.RecordBatch], keep: list[int] | None) -> Iterator[pa.RecordBatch]:
    """What a task does, on a worker."""
    from pyspark import TaskContext

    program = _program.find(plan.binary)
    version = _program.version(program)
    if version != plan.checked.version:
        raise ProgramError(
            f"{program} on this worker is version {version}, and that of the driver is {plan.checked.version}. "
            "install the same"
        )
    task = TaskContext.get()
    yield from annotated(batches, plan, processors=task.cpus() if task else None, keep=keep)
