"""The folder of a run: written beside its place and moved there when complete, so that half a run is never found."""

from __future__ import annotations

import fcntl
import os
import shutil
import weakref
from collections.abc import Generator
from contextlib import contextmanager, suppress
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

    Raises a Problem, before anything is done, if `out` exists, cannot be made, or is being written by another run; and
    if the disk is full.
    """
    _refuse_existing(out)
    partial = out.with_name(f"{out.name}.partial")
    try:
        held = _held(partial)
    except OSError as error:
        raise _refusal(out, error) from None
    try:
        yield partial
        _refuse_existing(out)
        partial.rename(out)
    except BaseException as error:
        shutil.rmtree(partial, ignore_errors=True)
        if isinstance(error, OSError):
            raise _refusal(out, error) from None
        raise
    finally:
        os.close(held)


def _held(partial: Path) -> int:
    """Make the folder, empty and locked for as long as the descriptor that this returns is open.

    What a run that was killed has left goes; a folder that another run holds stays as it is, and so does one that holds
    anything else.
    """
    with suppress(FileExistsError):
        partial.mkdir(parents=True)
    try:
        held = os.open(partial, os.O_RDONLY | os.O_DIRECTORY)
    except NotADirectoryError:
        raise _in_the_way(partial) from None
    try:
        _lock(held, partial)
        _clear(partial)
    except BaseException:
        os.close(held)
        raise
    return held


def _lock(held: int, partial: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mine = os.path.samestat(os.fstat(held), partial.stat())  # else its owner has just moved or removed it
    except (BlockingIOError, FileNotFoundError):
        mine = False
    if not mine:
        message = "another run is being written there at this moment"
        raise Problem(Fault(message, file=str(partial), allowed="wait for it, or another name for the run"))


def _clear(partial: Path) -> None:
    left = list(partial.iterdir())
    if any(path.name not in FILES for path in left):
        raise _in_the_way(partial)
    for path in left:
        path.unlink()


def _in_the_way(partial: Path) -> Problem:
    message = "is in the way, and holds what no run has written"
    return Problem(Fault(message, file=str(partial), allowed="remove it, or another name for the run"))


def _refusal(out: Path, error: OSError) -> Problem:
    return Problem(Fault(f"the run cannot be written: {error.strerror or error}", file=str(out)))


def _refuse_existing(out: Path) -> None:
    if out.exists() or out.is_symlink():
        raise Problem(Fault("exists already and is not overwritten", file=str(out), allowed="a folder that is new"))
