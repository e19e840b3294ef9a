"""Opening a run, and one life of it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from counterscore import Problem, Run, simulate
from present import followed


def test_a_life_is_the_same_whether_followed_or_simulated_again(small: Run) -> None:
    everybody = simulate(small.society, small.regime, citizens=400, months=24, follow="all", report=False)
    stranger = next(p for p in small.register.drop_nulls("score")["id"] if p not in followed(small))
    for person in (followed(small)[0], stranger):
        again = small.citizen(person).file()
        assert again == everybody.citizen(person).file()
        assert len(again["changes"]) > 20


def test_the_file_of_a_life(small: Run) -> None:
    life = small.citizen(followed(small)[0]).file()
    assert list(life) == ["id", "start", "score", "rank", "of", "band", "changes", "others", "decisions"]
    assert list(life["changes"][0]) == ["month", "reason", "activity", "partner", "points"]
    assert life["of"] == small.register["score"].count()


def test_a_child_and_a_dead_person_have_files(small: Run) -> None:
    child = small.people.filter("born_in_run")["id"][0]
    life = small.citizen(child).file()
    assert (life["start"], life["score"], life["rank"], life["changes"]) == (None, None, None, [])
    dead = small.people.filter(~pl.col("alive"), pl.col("born") < -30 * 12)["id"][0]
    assert small.citizen(dead).file()["score"] is None


@pytest.mark.parametrize("person", [-1, 10**6])
def test_an_unknown_id_is_refused(small: Run, person: int) -> None:
    with pytest.raises(Problem, match=f"allowed: 0 to {len(small.people) - 1}"):
        small.citizen(person)


def test_a_run_opens_again(small: Run) -> None:
    run = Run.open(small.folder)
    assert run.manifest == small.manifest
    assert run.register.equals(small.register)
    assert run.society.file == small.society.file
    assert run.regime.digest == small.regime.digest


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"not a run folder"):
        Run.open(tmp_path)
    with pytest.raises(Problem, match=r"not a run folder"):
        Run.open(tmp_path / "nothing")
    (tmp_path / "run.json").write_text('{"society": 3}')
    with pytest.raises(Problem, match="not the manifest of a run"):
        Run.open(tmp_path)
    (tmp_path / "run.json").write_bytes(b"\xff\x00")
    with pytest.raises(Problem, match="not the manifest of a run"):
        Run.open(tmp_path)
