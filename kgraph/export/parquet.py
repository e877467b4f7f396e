"""Parquet: the rows of the CSV with their types, for pandas, Polars, DuckDB and Spark."""

from __future__ import annotations

from datetime import date
from itertools import islice
from pathlib import Path

from kgraph.errors import OutputError
from kgraph.export.flat import COLUMNS, flat_row
from kgraph.graph import ClaimGraph

__all__ = ["write_parquet"]

ROWS_AT_A_TIME = 20_000


def write_parquet(graph: ClaimGraph, path: Path) -> None:
    """Write one file, some rows at a time. Raises `OutputError` where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise OutputError("Parquet needs pyarrow: pip install 'kgraph[parquet]'.") from None
    types = {str: pyarrow.string(), float: pyarrow.float64(), int: pyarrow.int64(), date: pyarrow.date32()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        claims = iter(graph.claims())
        while rows := [flat_row(claim) for claim in islice(claims, ROWS_AT_A_TIME)]:
            columns = zip(*rows, strict=True)
            arrays = [
                pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)
            ]
            file.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
