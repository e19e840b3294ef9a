"""The folder of a run: written beside its place and moved there when complete, so that half a run is never found."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from counterscore.catalogue.problem import Fault, Problem

FILES = (
    "run.json", "register.parquet", "people.parquet", "months.parquet", "decisions.parquet", "operators.parquet",
    "ledger.parquet", "firms.parquet", "models.parquet", "report.html",
)  # fmt: skip


class Passing:
    """A folder for a run that nobody asked to keep: it goes when this object does."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="counterscore-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


@contextmanager
def writing(out: Path) -> Generator[Path]:
    """Give the folder to write into; move it to `out` at the end, or leave nothing if anything goes wrong.

    Raises a Problem, before anything is done, if `out` exists or cannot be made; and if the disk is full.
    """
    partial = _made(out)
    try:
        yield partial
        _refuse_existing(out)
        partial.rename(out)
    except OSError as error:
        raise _refusal(out, error) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _made(out: Path) -> Path:
    _refuse_existing(out)
    partial = out.with_name(f"{out.name}.partial")
    try:
        _clear(partial)
        partial.mkdir(parents=True)
    except OSError as error:
        raise _refusal(out, error) from None
    return partial


def _refusal(out: Path, error: OSError) -> Problem:
    return Problem(Fault(f"the run cannot be written: {error.strerror or error}", file=str(out)))


def _refuse_existing(out: Path) -> None:
    if out.exists() or out.is_symlink():
        raise Problem(Fault("exists already and is not overwritten", file=str(out), allowed="a folder that is new"))


def _clear(partial: Path) -> None:
    """Remove what a run that was killed has left; refuse to remove anything else."""
    if not partial.exists():
        return
    if not partial.is_dir() or any(path.name not in FILES for path in partial.iterdir()):
        message = "is in the way, and holds what no run has written"
        raise Problem(Fault(message, file=str(partial), allowed="remove it, or another name for the run"))
    shutil.rmtree(partial)
