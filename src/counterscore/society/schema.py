"""A society as a TOML file holds it."""

from __future__ import annotations

from pydantic import Field

from counterscore.catalogue.figure import Amount, Identifier, Record, Words
from counterscore.society.activities import Activity
from counterscore.society.aggregates import Aggregates
from counterscore.society.circumstances import Circumstances
from counterscore.society.dealings import Dealings
from counterscore.society.decisions import Decision, IndexScales
from counterscore.society.firms_schema import FirmsSpec
from counterscore.society.population_schema import Population, SetAside, Target, TiesSpec
from counterscore.society.responses import Responses
from counterscore.society.structure import Structure


class SocietyHeader(Record):
    """What the society is. `run_in`: months that it lives without any regime before month 0."""

    id: Identifier
    title: Words
    summary: Words
    base_year: int = Field(ge=1900, le=2100)
    run_in: Amount


class SocietyFile(Record):
    """A society: who lives there, what they do, what happens to them, what they ask for and how they respond."""

    society: SocietyHeader
    population: Population
    ties: TiesSpec
    activities: list[Activity] = Field(min_length=1, max_length=64)
    circumstances: Circumstances
    index: IndexScales
    decisions: list[Decision] = Field(min_length=1, max_length=16)
    responses: Responses
    structure: Structure = Field(default_factory=Structure)
    dealings: Dealings | None = None
    firms: FirmsSpec | None = None
    aggregates: Aggregates | None = None
    targets: list[Target] = Field(default_factory=list[Target])
    set_aside: list[SetAside] = Field(default_factory=list[SetAside])
