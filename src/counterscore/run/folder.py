"""The folder of a run. It is written under another name and renamed at the end, so that no half-written run is left."""

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
    """A temporary folder for a run, which is deleted together with this object."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="counterscore-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


@contextmanager
def writing(out: Path) -> Generator[Path]:
    """Yield the folder to write to; rename it to `out` at the end, or delete it if anything goes wrong.

    Raises a Problem at the start if `out` exists, cannot be created, or is being written by another run; and later if
    writing fails, such as on a full disk.
    """
    _refuse_existing(out)
    partial = out.with_name(f"{out.name}.partial")
    try:
        lock = _locked(partial)
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
        os.close(lock)


def _locked(partial: Path) -> int:
    """Create the folder, empty it, and lock it; return the descriptor, which holds the lock until it is closed.

    Files left by a killed run are deleted. A folder that another run has locked is not touched, nor is one that
    contains other files.
    """
    with suppress(FileExistsError):
        partial.mkdir(parents=True)
    try:
        lock = os.open(partial, os.O_RDONLY | os.O_DIRECTORY)
    except NotADirectoryError:
        raise _in_the_way(partial) from None
    try:
        _lock(lock, partial)
        _clear(partial)
    except BaseException:
        os.close(lock)
        raise
    return lock


def _lock(descriptor: int, partial: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The other run may have renamed or deleted the folder after it was opened here.
        mine = os.path.samestat(os.fstat(descriptor), partial.stat())
    except (BlockingIOError, FileNotFoundError):
        mine = False
    if not mine:
        message = "another run is being written to this folder"
        raise Problem(Fault(message, file=str(partial), allowed="wait until it ends, or choose another folder"))


def _clear(partial: Path) -> None:
    left = list(partial.iterdir())
    if any(path.name not in FILES for path in left):
        raise _in_the_way(partial)
    for path in left:
        path.unlink()


def _in_the_way(partial: Path) -> Problem:
    message = "this path is needed for writing the run, but contains something else"
    return Problem(Fault(message, file=str(partial), allowed="remove it, or choose another folder"))


def _refusal(out: Path, error: OSError) -> Problem:
    return Problem(Fault(f"the run cannot be written: {error.strerror or error}", file=str(out)))


def _refuse_existing(out: Path) -> None:
    if out.exists() or out.is_symlink():
        raise Problem(Fault("this folder exists and is not overwritten", file=str(out), allowed="a new folder"))
