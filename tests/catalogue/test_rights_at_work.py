"""Every right that a regime of the catalogue grants is used there, and the ledger shows each use."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

import counterscore as cs
from counterscore.catalogue.find import names

# What a right does, in the monthly counts and in the ledger.
DONE = {
    "correction": ("corrections", "correction"), "repair": ("repairs", "repair"), "expiry": ("expiries", "expiry"),
    "appeal": ("appeals-won", "granted on appeal"),
}  # fmt: skip
GRANTED = [
    (name, right) for name in names("regimes") for right in DONE if getattr(cs.Regime.load(name).file.rights, right)
]


@cache
def simulated(name: str) -> cs.Run:
    """Return a run of the regime's last phase with everybody followed."""
    regime = cs.Regime.load(name)
    last = regime.in_phase(regime.file.phases[-1].id)
    society = cs.Society.load(regime.file.regime.society)
    return cs.simulate(society, last, citizens=3_000, months=60, follow="all", report=False)


def test_some_regime_grants_each_but_expiry() -> None:
    assert {right for _, right in GRANTED} == {"correction", "repair", "appeal"}


@pytest.mark.parametrize(("name", "right"), GRANTED)
def test_a_right_that_is_granted_is_used_and_appears_in_the_ledger(name: str, right: str) -> None:
    counted, reason = DONE[right]
    times = simulated(name).months.filter(pl.col("measure") == counted)["value"].sum()
    assert times > 0
    assert len(simulated(name).ledger.filter(pl.col("reason") == reason)) == times


def test_an_appeal_turns_a_refusal_into_an_approval_and_changes_no_score() -> None:
    ledger = simulated("welfare-risk").ledger
    won = ledger.filter(pl.col("reason") == "granted on appeal")
    assert won["decision"].unique().to_list() == ["support"]
    assert won["points"].sum() == 0
    refused = ledger.filter(pl.col("reason") == "refused by the gate").select("id", "decision", before="month")
    reported = won.join(refused, on=["id", "decision"]).filter(pl.col("before") < pl.col("month"))
    assert set(reported["id"]) == set(won["id"])
