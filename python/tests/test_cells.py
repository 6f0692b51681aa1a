"""Each type of Arrow as the cell that a person would write."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pytest

from leadscore import ColumnError
from leadscore._cells import cells, expect_cells

MOMENT = dt.datetime(2026, 1, 5, 3, 4, 5)

CASES: dict[str, tuple[pa.Array, list[str]]] = {
    "text": (pa.array(["a", None, ""]), ["a", "", ""]),
    "large text": (pa.array(["a"], pa.large_string()), ["a"]),
    "text view": (pa.array(["a"], pa.string_view()), ["a"]),
    "dictionary": (pa.array(["a", None, "a"]).dictionary_encode(), ["a", "", "a"]),
    "runs": (pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), ["x", "y"]), ["x", "x", "y"]),
    "JSON": (pa.ExtensionArray.from_storage(pa.json_(), pa.array(["[1]"])), ["[1]"]),
    "null": (pa.nulls(1), [""]),
    "bool": (pa.array([True, False, None]), ["true", "false", ""]),
    "int": (pa.array([-1, None], pa.int8()), ["-1", ""]),
    "uint": (pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"]),
    "float": (pa.array([1.0, 0.1, 12.5, None]), ["1", "0.1", "12.5", ""]),
    "float that Arrow writes with an exponent": (pa.array([1e15, 1e-7]), ["1000000000000000", "0.0000001"]),
    "not a number": (pa.array([float("nan")]), [""]),
    "float of 32 bits": (pa.array([0.1], pa.float32()), ["0.1"]),
    "float of 16 bits": (pa.array([1.5], pa.float16()), ["1.5"]),
    "decimal": (pa.array([Decimal("1.50"), None]), ["1.50", ""]),
    "small decimal": (pa.array([Decimal("0.000000001")]), ["0.000000001"]),
    "round decimal": (pa.array([Decimal(1200)], pa.decimal128(5, -2)), ["1200"]),
    "wide decimal": (pa.array([Decimal("1.5")], pa.decimal256(40, 2)), ["1.50"]),
    "day": (pa.array([dt.date(2026, 1, 5)]), ["2026-01-05"]),
    "day of 64 bits": (pa.array([dt.date(2026, 1, 5)], pa.date64()), ["2026-01-05"]),
    "moment": (pa.array([MOMENT], pa.timestamp("s")), ["2026-01-05 03:04:05"]),
    "moment in UTC": (pa.array([MOMENT], pa.timestamp("s", "UTC")), ["2026-01-05 03:04:05Z"]),
    "moment in a zone": (pa.array([MOMENT], pa.timestamp("s", "Asia/Tokyo")), ["2026-01-05 12:04:05+0900"]),
    "time": (pa.array([dt.time(3, 4)], pa.time32("s")), ["03:04:00"]),
    "list": (pa.array([["AI", "CRM"], [], None, ["x", None]]), ["AI;CRM", "", "", "x;"]),
    "slice of lists": (pa.array([["a"], ["b", "c"], ["d"]]).slice(1, 1), ["b;c"]),
    "large list": (pa.array([["a", "b"]], pa.large_list(pa.string())), ["a;b"]),
    "list of a size": (pa.array([[1, 2], None], pa.list_(pa.int64(), 2)), ["1;2", ""]),
    "list of numbers": (pa.array([[1.0, 1e-7]]), ["1;0.0000001"]),
    "list of days": (pa.array([[dt.date(2026, 1, 5)]]), ["2026-01-05"]),
    "list of dictionary": (pa.array([["a", "b"]], pa.list_(pa.dictionary(pa.int32(), pa.string()))), ["a;b"]),
}


@pytest.mark.parametrize(("array", "want"), CASES.values(), ids=CASES)
def test_cells(array: pa.Array, want: list[str]) -> None:
    expect_cells([pa.field("x", array.type)])
    out = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
    pyarrow.csv.write_csv(pa.table([cells(array)], ["x"]), out, options)
    assert out.getvalue().decode().split("\n")[:-1] == want


@pytest.mark.parametrize(
    "kind",
    [
        pa.struct([("a", pa.int8())]),
        pa.map_(pa.string(), pa.string()),
        pa.binary(),
        pa.binary(3),
        pa.uuid(),
        pa.duration("s"),
        pa.list_(pa.list_(pa.string())),
        pa.list_(pa.struct([("a", pa.int8())])),
        pa.dictionary(pa.int8(), pa.binary()),
    ],
    ids=str,
)
def test_no_cells(kind: Any) -> None:
    with pytest.raises(ColumnError, match="'Firm Data'.*is no cell of a list"):
        expect_cells([pa.field("Firm Data", kind)])
