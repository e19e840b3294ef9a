"""Tables as Parquet files. The same table always gives the same bytes."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import polars as pl

SYNTHETIC = "synthetic: everybody in this table was drawn by a computer and exists nowhere else"
_ROWS = 1 << 17


def write(table: pl.DataFrame, path: Path) -> str:
    """Write a table and return the SHA-256 of the file. Raises OSError if it cannot be written."""
    buffer = BytesIO()
    table.rechunk().write_parquet(
        buffer, compression="zstd", compression_level=3, statistics=True, row_group_size=_ROWS,
        metadata={"synthetic": SYNTHETIC},
    )  # fmt: skip
    content = buffer.getbuffer()
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
