"""What the program writes, read as Arrow while it comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyarrow as pa
import pyarrow.csv

ROW = "leadscore row"
"""The column that numbers the rows, by which each result is known to be its lead's."""

CHUNK = 1 << 18


class EndedEarly(Exception):
    """The results end before those of all rows are there."""


class Results:
    """The results of a run, a batch at a time, in the order of the leads."""

    def __init__(self, stream: IO[bytes], schema: pa.Schema) -> None:
        self._schema = schema.insert(0, pa.field(ROW, pa.int64()))
        self._tables = (_read(rows, self._schema, header) for rows, header in _whole_rows(stream))
        self._left = self._schema.empty_table()

    def take(self, numbers: pa.Array) -> pa.RecordBatch:
        """The results of the rows with these numbers, which are the next ones."""
        parts, count = [self._left], self._left.num_rows
        while count < len(numbers):
            table = next(self._tables, None)
            if table is None:
                raise EndedEarly
            parts.append(table)
            count += table.num_rows
        table = pa.concat_tables(parts)
        self._left = table.slice(len(numbers))
        return self._ours(table.slice(0, len(numbers)), numbers)

    def _ours(self, table: pa.Table, numbers: pa.Array) -> pa.RecordBatch:
        batches = table.combine_chunks().to_batches()
        batch = batches[0] if batches else pa.RecordBatch.from_pylist([], self._schema)
        if not batch.column(0).equals(numbers):
            raise EndedEarly
        return batch.select(range(1, batch.num_columns))

    def expect_end(self) -> None:
        """Raise EndedEarly if there are results of no row."""
        if self._left.num_rows > 0 or any(table.num_rows > 0 for table in self._tables):
            raise EndedEarly


def _read(rows: bytes, schema: pa.Schema, header: bool) -> pa.Table:
    table = pyarrow.csv.read_csv(
        pa.BufferReader(rows),
        pyarrow.csv.ReadOptions(
            use_threads=False, block_size=len(rows) + 1, column_names=schema.names, skip_rows=int(header)
        ),
        pyarrow.csv.ParseOptions(newlines_in_values=True),
        pyarrow.csv.ConvertOptions(
            column_types=schema, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=True
        ),
    )
    return table.cast(schema)


def _whole_rows(stream: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut what is read at ends of rows, and tell which piece begins with the header.

    A row that is not whole raises EndedEarly.
    """
    first, rest = True, b""
    while True:
        data = stream.read(CHUNK)
        if not data:
            break
        rest += data
        end = _end_of_rows(rest)
        if end > 0:
            yield rest[:end], first
            first, rest = False, rest[end:]
    if rest or first:
        raise EndedEarly


def _end_of_rows(data: bytes) -> int:
    """Where the last row that is whole ends; 0 for nowhere. Line ends within quotes end no row."""
    end = data.rfind(b"\n")
    while end >= 0 and data.count(b'"', 0, end) % 2 == 1:
        end = data.rfind(b"\n", 0, data.rfind(b'"', 0, end))
    return end + 1
