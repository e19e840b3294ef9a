"""The same seeds give the same bytes, for any number of threads and partitions, whoever is followed."""

from __future__ import annotations

from typing import Any

import pytest

from counterscore import Regime, Run, Society, simulate

LEDGER = "ledger.parquet"


def again(small: Run, **differently: Any) -> dict[str, str]:
    made = small.manifest
    settings = {"citizens": made.citizens, "months": made.months, "follow": 10, "threads": 1, **differently}
    return simulate(small.society, small.regime, report=False, **settings).manifest.files


@pytest.mark.parametrize(
    "differently",
    [{}, {"threads": 2}, {"partitions": 2}, {"partitions": 7}, {"threads": 2, "partitions": 7}],
    ids=["again", "two threads", "two partitions", "seven partitions", "two threads, seven partitions"],
)
def test_same_bytes(small: Run, differently: dict[str, Any]) -> None:
    assert again(small, **differently) == small.manifest.files


@pytest.mark.parametrize("follow", [0, "all", [3, 5]], ids=str)
def test_the_choice_of_followed_people_changes_the_ledger_alone(small: Run, follow: Any) -> None:
    files = again(small, follow=follow)
    assert files.pop(LEDGER) != small.manifest.files[LEDGER]
    assert files == {name: sha for name, sha in small.manifest.files.items() if name != LEDGER}


def test_another_seed_gives_another_world(small: Run) -> None:
    assert all(sha != small.manifest.files[name] for name, sha in again(small, seed=2).items())


def test_another_seed_of_people_gives_other_people(small: Run, china: Society, score: Regime) -> None:
    other = simulate(china, score, citizens=400, months=1, people_seed=2, follow=0, report=False)
    assert not other.people["trustworthiness"][:400].equals(small.people["trustworthiness"][:400])


def test_the_people_do_not_depend_on_the_seed(small: Run, china: Society, score: Regime) -> None:
    other = simulate(china, score, citizens=400, months=24, seed=9, follow=10, report=False)
    assert other.people["trustworthiness"][:400].equals(small.people["trustworthiness"][:400])
