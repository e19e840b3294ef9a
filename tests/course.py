"""A society in which everything of the course of life is declared, often enough to be seen in small worlds."""

from __future__ import annotations

from typing import Any

from counterscore.catalogue.figure import Figure
from counterscore.society.life_course import Births, Deaths, Moves, Separation
from counterscore.society.population_schema import Minority
from counterscore.society.schema import SocietyFile
from figures import figure


def declared(file: SocietyFile, **circumstances: Any) -> SocietyFile:
    """Return the society with these tables in its circumstances."""
    changed = file.circumstances.model_copy(update=circumstances)
    return file.model_copy(update={"circumstances": changed})


def separations(monthly: float, **parts: float) -> Separation:
    """Return separations with this chance at every age; the shares are a half unless they are given."""
    halves = {"man_leaves": 0.5, "mother_keeps": 0.5, "pooled": 0.5} | parts
    return Separation(below=[200], chance=[figure(monthly)], **{name: figure(share) for name, share in halves.items()})


def moves(monthly: float, **parts: float) -> Moves:
    """Return moves with this chance at every age, which no state and no income changes unless it is given here."""
    plain = {"jobless": 1.0, "gain": 0.0, "away": 1.0, "family": 1.0, "realised": 0.0} | parts
    schooling: list[Figure] = [figure(1.0)] * 4
    figures = {name: figure(value) for name, value in plain.items()}
    return Moves(below=[200], chance=[figure(monthly)], schooling=schooling, **figures)


def births(married: float, single: float, **parts: Any) -> Births:
    """Return births of women from 18 to 44 with these chances for women with a partner and for others."""
    rows = {"chance": married, "single": single}
    chances = {name: [figure(0.0), figure(chance), figure(0.0)] for name, chance in rows.items()}
    return Births(below=[18, 45, 200], **chances, **parts)


def deaths(men: float, women: float) -> Deaths:
    """Return deaths with these chances at every age."""
    return Deaths(below=[200], chance=[figure(men)], female=[figure(women)])


def regions(file: SocietyFile, **columns: list[float]) -> SocietyFile:
    """Return the society with these columns of its regions."""
    figures = {name: [figure(value) for value in values] for name, values in columns.items()}
    changed = file.population.regions.model_copy(update=figures)
    return file.model_copy(update={"population": file.population.model_copy(update={"regions": changed})})


def minority(file: SocietyFile, shares: list[float], urban: float, income: float, schooling: float) -> SocietyFile:
    """Return the society with a minority that differs from the majority."""
    by_region: list[Figure] = [figure(share) for share in shares]
    made = Minority(regions=by_region, urban=figure(urban), income=figure(income), schooling=figure(schooling))
    return file.model_copy(update={"population": file.population.model_copy(update={"minority": made})})


def everything(file: SocietyFile) -> SocietyFile:
    """Return the society with all of it, stronger than in any real one."""
    count = len(file.population.regions.shares)
    up, down = [0.5 + k / count for k in range(count)], [1.5 - k / count for k in range(count)]
    parts = {
        "births": births(0.02, 0.005, schooling=[figure(1.0 + k / 4) for k in range(4)]),
        "deaths": deaths(0.002, 0.001),
        "separation": separations(0.02),
        "moves": moves(0.02, jobless=2.0, gain=1.0, away=0.5, family=0.6, realised=0.5),
        "growing": file.circumstances.growing.model_copy(update={"minority": figure(-0.5)}),
    }
    unequal = regions(declared(file, **parts), income=up, zeal=down, coverage=up)
    return minority(unequal, down, 0.5, -0.2, -0.3)
