"""Regimes that use every mechanism of the month, and copies of worlds to simulate twice."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from counterscore import Regime
from counterscore.bench.size import people_alone
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.regime.gates.lines import Line
from counterscore.regime.schema import Friends, Gate, Listing, Phase, RegimeFile, Right, Rights, Score
from counterscore.society.schema import SocietyFile
from figures import figure

PEOPLE = 3000


def citizen_score(**parts: Any) -> RegimeFile:
    """Return the Citizen Score in its mandatory phase with these parts of the file in place of its own."""
    return Regime.load("citizen-score").in_phase("mandatory").file.model_copy(update=parts)


def rights(delay: int) -> Rights:
    """Return all rights with this delay in months; half of appeals and repairs succeed."""
    half, most = Right(delay=delay, odds=figure(0.5)), Right(delay=0, odds=figure(0.9))
    return Rights(notice=most, reasons=most, correction=half, appeal=half, repair=half, expiry=half)


def clerks() -> list[Any]:
    """Return the data sources, each recording an act of somebody else for a person every few months."""
    return [partner.model_copy(update={"misattributed": figure(0.03)}) for partner in citizen_score().partners]


def crowded() -> RegimeFile:
    """Return a regime with all rights, false records, chained lists with many people, and gates of every kind."""
    lists = [
        Listing(id="low", title="low", below=660.0, months=2),
        Listing(
            id="lower",
            title="lower",
            below=640.0,
            months=3,
            after="low",
            after_months=2,
            blocks=["fast-train", "consumer-loan"],
            family_blocks=["school-place", "fast-train", "lease"],
        ),
        Listing(id="first", title="first", at_least=655.0, months=1, opens=["mortgage", "promotion"]),
        Listing(id="chosen", title="chosen", at_least=658.0, months=4, after="first", after_months=1),
    ]
    lines = [
        Line(of="rural", score=figure(650), margin=figure(0.5)),
        Line(of="urban", score=figure(655)),
    ]
    places = [
        Line(of=f"region-{k}", score=figure(645 + k)) for k in range(len(people_alone().population.regions.shares))
    ]
    gates = [
        Gate(decision="mortgage", percentile=figure(30), allocate="rank", again=figure(0.4)),
        Gate(decision="job", percentile=figure(5), allocate="rank", enforced=figure(0.5)),
        Gate(decision="school-place", score=figure(645), allocate="rank"),
        Gate(decision="date", band="very-good"),
        Gate(decision="lease", division="urban", lines=lines),
        Gate(decision="consumer-loan", division="region", lines=places),
        Gate(decision="flight", not_listed=["lower", "low"], months=figure(2), denied=citizen_score().gates[4].denied),
    ]
    score = Score(
        base=650.0, lowest=350.0, highest=950.0, from_age=6, half_life=figure(3),
        friends=Friends(weight=figure(0.3), cap=figure(1)),
    )  # fmt: skip
    return citizen_score(lists=lists, gates=gates, score=score, rights=rights(1), partners=clerks())


def backwards() -> RegimeFile:
    """Return a regime with lists declared in reverse order and rights without delay; no friends, forgetting or rank."""
    lists = [
        Listing(id="late", title="late", below=650.0, months=1, after="early", after_months=1),
        Listing(id="early", title="early", below=652.0, months=1),
    ]
    score = Score(base=650.0, lowest=640.0, highest=655.0)
    ends = [
        Line(of="male", score=figure(640), margin=figure(0.5)),
        Line(of="female", score=figure(655), margin=figure(0.5)),
    ]
    gates = [Gate(decision="lease", division="female", lines=ends)]  # at the ends of the scale, where many people are
    return citizen_score(lists=lists, gates=gates, score=score, rights=rights(0), rank=None, partners=clerks())


def watching() -> RegimeFile:
    """Return a regime in which sources watch and nothing is rated."""
    file = citizen_score()
    return RegimeFile(regime=file.regime, phases=file.phases, partners=file.partners)


def later(file: RegimeFile, month: int) -> RegimeFile:
    """Return the rules in force from this month on."""
    return file.model_copy(update={"phases": [Phase(id="later", from_month=month, participation="mandatory")]})


def world(file: RegimeFile, partitions: int, months: int, run_in: int, society: SocietyFile | None = None) -> World:
    """Return a world with places for the births of `months`, after `burn_in` months of its burn-in."""
    made = begin(society or people_alone(), file, PEOPLE, 7, 11, months=months, partitions=partitions)
    made.burn_in = run_in
    return made


def twin(one: World) -> World:
    """Return a copy of a world that can be simulated independently."""
    columns = {field.name: getattr(one.state, field.name).copy() for field in fields(one.state)}
    return replace(one, state=replace(one.state, **columns), cell=one.cell.copy())
