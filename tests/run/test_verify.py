"""A run folder that does not match its manifest is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counterscore import Problem, Run, simulate, verify
from counterscore.run import manifest, parquet


@pytest.fixture
def folder(small: Run, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small.folder, tmp_path / "run"))


@pytest.fixture(scope="module")
def other(small: Run) -> Run:
    return simulate(small.society, small.regime, citizens=400, months=24, people_seed=8, follow=10, report=False)


def swap(folder: Path, other: Run, name: str) -> None:
    """Replace a table by one of other people, and put its hash in the manifest."""
    shutil.copy(other.folder / name, folder / name)
    made = manifest.read(folder)
    files = {**made.files, name: parquet.digest(folder / name)}
    (folder / manifest.NAME).write_text(manifest.text(made.model_copy(update={"files": files})))


def test_an_unchanged_run_is_accepted(folder: Path, small: Run) -> None:
    assert verify(folder).manifest == small.manifest


@pytest.mark.parametrize("name", ["register.parquet", "people.parquet", "months.parquet", "ledger.parquet"])
def test_an_edited_byte_is_found(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(Problem, match=f"{name}.*not the file that the run wrote"):
        verify(folder)


def test_a_missing_table_is_found(folder: Path) -> None:
    (folder / "decisions.parquet").unlink()
    with pytest.raises(Problem, match=r"decisions.parquet.*cannot be read"):
        verify(folder)


@pytest.mark.parametrize("name", ["people.parquet", "months.parquet", "decisions.parquet"])
def test_a_table_of_other_people_is_found(folder: Path, other: Run, name: str) -> None:
    swap(folder, other, name)
    with pytest.raises(Problem, match=f"{name}.*this table is of other people"):
        verify(folder)


def test_reading_a_changed_table_is_refused(folder: Path, other: Run) -> None:
    shutil.copy(other.folder / "register.parquet", folder)
    with pytest.raises(Problem, match="not the file that the run wrote"):
        _ = Run.open(folder).register
