"""The TOML schema of a society."""

from __future__ import annotations

from operator import not_

from pydantic import Field

from counterscore.catalogue.figure import Amount, Identifier, Record, Words
from counterscore.catalogue.origins import HeldOut
from counterscore.society.activities import Activity
from counterscore.society.aggregates import Aggregates
from counterscore.society.circumstances import Circumstances
from counterscore.society.dealings import Dealings
from counterscore.society.decisions import Decision, IndexScales
from counterscore.society.firms_schema import FirmsSpec
from counterscore.society.opinions import Opinions
from counterscore.society.population_schema import Population, SetAside, Target
from counterscore.society.responses import Responses
from counterscore.society.structure import Structure
from counterscore.society.ties_schema import TiesSpec


class SocietyHeader(Record):
    """Name and description of a society. `run_in`: length of the burn-in, months without any regime before month 0."""

    id: Identifier
    title: Words
    summary: Words
    base_year: int = Field(ge=1900, le=2100)
    run_in: Amount


class SocietyFile(Record):
    """A society: its people, what they do and apply for, what happens to them, and how they respond to a score."""

    society: SocietyHeader
    population: Population
    ties: TiesSpec
    activities: list[Activity] = Field(min_length=1, max_length=64)
    circumstances: Circumstances
    index: IndexScales
    decisions: list[Decision] = Field(min_length=1, max_length=16)
    responses: Responses
    opinions: Opinions | None = Field(default=None, exclude_if=not_)
    structure: Structure = Field(default_factory=Structure)
    dealings: Dealings | None = None
    firms: FirmsSpec | None = None
    aggregates: Aggregates | None = None
    targets: list[Target] = Field(default_factory=list[Target])
    set_aside: list[SetAside] = Field(default_factory=list[SetAside])
    held_out: list[HeldOut] = Field(default_factory=list[HeldOut], exclude_if=not_)
