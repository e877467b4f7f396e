"""Parquet dumps by pyarrow (the extra `kgraph[parquet]`), some rows at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from kgraph.documents.article import Article
from kgraph.documents.columns import NO_ROW, article_of_row, columns_of
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.found import Skipped
from kgraph.documents.piece import Piece

__all__ = ["read_parquet"]

_ROWS = 64
_MISSING = "a Parquet file, for which pyarrow is missing: pip install 'kgraph[parquet]'"


def read_parquet(piece: Piece) -> Iterator[Article | Skipped]:
    """An article a row, named by its number from 1; only the columns that are needed are read.

    Such files are read from their end, so that a packed one is unpacked into a temporary file first.

    Raises:
        UnreadableError: damaged, encrypted or without a column of texts, or pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401  # only whether it is there
    except ImportError:
        raise UnreadableError(_MISSING) from None
    if piece.stream.seekable():
        yield from _read(piece, piece.stream)
        return
    with TemporaryFile(prefix="kgraph-") as file:
        shutil.copyfileobj(piece.stream, file)
        yield from _read(piece, file)


def _read(piece: Piece, stream: IO[bytes]) -> Iterator[Article | Skipped]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        names = file.schema_arrow.names
        columns = columns_of(names, piece.columns)
        wanted = sorted({name if name in names else name.split(".")[0] for name in columns.values()})
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield article_of_row(f"{piece.name}#{number}", "parquet", row, columns)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        if isinstance(error, UnreadableError):
            raise
        reason = " ".join(str(error).split())[:200]
        raise UnreadableError(f"damaged Parquet file ({reason}): save it again") from error
    if not number:
        raise UnreadableError(NO_ROW)
