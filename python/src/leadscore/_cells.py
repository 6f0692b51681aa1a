"""Arrow values as the cells that a person would write into a list."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from .errors import ColumnError

SEPARATOR = ";"
"""What stands between the entries of a list, as it does in a rulebook unless a field says otherwise."""


_CELLS = (
    pa.types.is_null,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
    pa.types.is_date,
    pa.types.is_time,
    pa.types.is_timestamp,
)


def expect_cells(fields: Iterable[pa.Field]) -> None:
    """Raise ColumnError for a column whose values are no cells: structs, maps, bytes, lists of lists."""
    for field in fields:
        if not _is_cell(_values(field.type), inside_list=False):
            raise no_cells(field.name, field.type)


def no_cells(column: str, kind: object) -> ColumnError:
    """The error of a column with values of a kind that are no cells."""
    return ColumnError(
        f"the rulebook reads the column {column!r}, and a value of type {kind} is no cell of a list. "
        "make texts, numbers, days or plain lists of them, or leave the column out"
    )


def cells(array: pa.Array) -> pa.Array:
    """The array as one of a type whose values the CSV writer writes as a person would."""
    array = _plain(array)
    kind = array.type
    if pa.types.is_floating(kind):
        return _digits(_without_nan(array))
    if pa.types.is_decimal(kind) and not 0 <= kind.scale <= 6:  # Arrow writes others with an exponent
        return _digits(array)
    if _is_list(kind):
        return _joined(array)
    if pa.types.is_string_view(kind):
        return array.cast(pa.large_string())
    return array


def _values(kind: pa.DataType) -> pa.DataType:
    """The type of the values that an array holds, however it stores them."""
    while True:
        if isinstance(kind, pa.BaseExtensionType):
            kind = kind.storage_type
        elif pa.types.is_dictionary(kind) or pa.types.is_run_end_encoded(kind):
            kind = kind.value_type
        else:
            return kind


def _plain(array: pa.Array) -> pa.Array:
    """The values of an array, each stored by itself."""
    while True:
        if isinstance(array.type, pa.BaseExtensionType):
            array = array.storage
        elif pa.types.is_dictionary(array.type):
            array = array.dictionary_decode()
        elif pa.types.is_run_end_encoded(array.type):
            array = pc.run_end_decode(array)
        else:
            return array


def _is_cell(kind: pa.DataType, inside_list: bool) -> bool:
    if _is_list(kind):
        return not inside_list and _is_cell(_values(kind.value_type), inside_list=True)
    return any(is_kind(kind) for is_kind in _CELLS)


def _is_list(kind: pa.DataType) -> bool:
    return any(is_kind(kind) for is_kind in (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list))


def _without_nan(array: pa.Array) -> pa.Array:
    if array.type == pa.float16():
        array = array.cast(pa.float32())
    return pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)


def _digits(numbers: pa.Array) -> pa.Array:
    """Numbers as texts without exponents: 1e-07 is 0.0000001."""
    texts = numbers.cast(pa.string())
    exponents = pc.match_substring(texts, "e", ignore_case=True)
    if not pc.any(exponents).as_py():
        return texts
    return pa.array([_written_out(text) for text in texts.to_pylist()], pa.string())


def _written_out(text: Any) -> Any:
    return format(Decimal(text), "f") if text is not None and "e" in text.lower() else text


def _joined(lists: pa.Array) -> pa.Array:
    """Each list as one text; what is null in it is left blank."""
    entries = cells(lists.flatten()).cast(pa.string()).fill_null("")
    ends = pc.cumulative_sum(pc.list_value_length(lists).fill_null(0).cast(pa.int32()))
    starts = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    return pc.binary_join(pa.ListArray.from_arrays(starts, entries), SEPARATOR)
