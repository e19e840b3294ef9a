"""A society without the mechanisms that have tests of their own, to which a test adds the one that it is about."""

from __future__ import annotations

from counterscore.society.decisions import Decision
from counterscore.society.schema import SocietyFile
from figures import figure
from layered import plain

# Places a month per thousand people, where a market of the shipped society sets how many there are.
_PLACES = {"job": 5.45, "consumer-loan": 6.8, "mortgage": 1.0}


def bare(file: SocietyFile) -> SocietyFile:
    """Return the society with fixed places, people drawn without joint tables, and nobody who moves or separates."""
    population = file.population.model_copy(update={
        "joint": None, "earnings": None, "minority": None,
        "regions": file.population.regions.model_copy(
            update={"income": None, "urban": None, "zeal": None, "coverage": None}
        ),
    })  # fmt: skip
    life = file.circumstances
    circumstances = life.model_copy(update={
        "separation": None, "moves": None, "deaths": life.deaths.model_copy(update={"female": None}),
        "births": life.births.model_copy(update={"single": None, "schooling": None}),
    })  # fmt: skip
    firms = file.firms and file.firms.model_copy(update={"turnover": None})
    return plain(file).model_copy(update={
        "population": population, "circumstances": circumstances, "firms": firms, "opinions": None,
        "decisions": [with_fixed_places(each) for each in file.decisions],
    })  # fmt: skip


def with_fixed_places(decision: Decision) -> Decision:
    """Return a decision with fixed places in the stead of a market, and nobody who learns."""
    places = figure(_PLACES[decision.id]) if decision.matching or decision.credit else decision.places
    return decision.model_copy(update={"matching": None, "credit": None, "learning": None, "places": places})
