"""A small society with credit markets and deciders who learn, and its worlds."""

from __future__ import annotations

from typing import Any

import numpy as np

from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from counterscore.society.credit import Credit
from counterscore.society.learning import Interview, LearningDeciders
from counterscore.society.schema import SocietyFile
from figures import figure
from mechanisms.lab import changed, china

LOAN = {
    "amount": 4.0, "capital": 2.0, "refill": 0.05, "funds": 0.04, "cost": 0.08, "loss": 0.5, "cap": 0.1825,
    "from_savings": 0.25,
}  # fmt: skip
MORTGAGE = {
    "amount": 36.0, "term": 200.0, "capital": 6.0, "refill": 0.02, "funds": 0.042, "cost": 0.012, "loss": 0.3,
    "cap": 0.0637, "from_savings": 0.1,
}  # fmt: skip


def credit(terms: dict[str, float], **other: float) -> Credit:
    """Return a credit market with these terms, some of them changed."""
    return Credit(**{name: figure(value) for name, value in {**terms, **other}.items()})


def learning(*signs: Any, every: float = 6, prior: float = 20, **other: Any) -> LearningDeciders:
    """Return deciders who see these signs."""
    return LearningDeciders(every=figure(every), memory=figure(24), prior=figure(prior), signs=[*signs], **other)


def decided(society: SocietyFile, **decisions: dict[str, Any]) -> SocietyFile:
    """Return the society with these parts of decisions changed, by id with an underscore for a hyphen."""
    entries = [
        changed(each, **decisions[each.id.replace("-", "_")]) if each.id.replace("-", "_") in decisions else each
        for each in society.decisions
    ]
    return changed(society, decisions=entries)


def fixed() -> SocietyFile:
    """Return the society with fixed places for loans and mortgages, and nobody who learns."""
    without = {"credit": None, "learning": None}
    return decided(
        china(),
        consumer_loan={"places": figure(6.8), **without},
        mortgage={"places": figure(1.0), **without},
        job={"learning": None},
    )


def lent(**loan: float) -> SocietyFile:
    """Return the society with a market for loans and one for mortgages, and nobody who learns."""
    return decided(
        fixed(),
        consumer_loan={"places": None, "credit": credit(LOAN, **loan)},
        mortgage={"places": None, "credit": credit(MORTGAGE)},
    )


def learnt(**loan: float) -> SocietyFile:
    """Return the society of `lent`, in which lenders and employers learn."""
    interview = Interview(error=figure(0.1), group="minority", group_error=figure(0.3))
    return decided(
        lent(**loan),
        consumer_loan={"learning": learning("age", "income", "wealth", "education", "history", "employed", "region")},
        mortgage={"learning": learning("income", "wealth", every=12)},
        job={"learning": learning("education", "history", "minority", by="minority", interview=interview)},
    )


def lived(society: SocietyFile, regime: RegimeFile, months: int, people: int = 1000, **options: Any) -> World:
    """Return a world of these people after the burn-in and this many months."""
    world = begin(society, regime, people, 7, 11, months=months, **options)
    for _ in range(months + world.burn_in):
        step(world)
    return world


def books(world: World) -> list[int]:
    """Return what people owe in yuan, by market, according to their own columns."""
    return (world.state.owed.astype(np.int64).sum(axis=1) * 100).tolist()
