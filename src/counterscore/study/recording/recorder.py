"""The recorder of a world: it reads the world month by month and returns the outcomes of everybody."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access.gate import BY_REGIME, GRANTED, NO_PLACE
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.measure.outcomes import (
    DecisionCounts,
    Ends,
    MonthlyCounts,
    Outcomes,
    PersonAttributes,
    Starts,
    TieHistory,
)
from counterscore.run.chronicle import Chronicle
from counterscore.run.scenario import Scenario
from counterscore.society.traits import BIT, TRAITS
from counterscore.study.recording.acts import DiaryTotals
from counterscore.study.recording.dealings import Market
from counterscore.study.recording.firms import FirmRecords
from counterscore.study.recording.listings import ListRecords
from counterscore.study.recording.opinions import opinions_held
from counterscore.study.recording.parents import ParentalPay
from counterscore.study.recording.pay import PayRecords
from counterscore.study.recording.points import ScoreParts
from counterscore.study.recording.refusals import RefusalReasons
from counterscore.study.recording.requests import RequestRecords
from counterscore.study.recording.room import cut, make_room
from counterscore.study.recording.severe import SevereRecords
from counterscore.study.recording.standings import YearlyRungs
from counterscore.study.recording.ties import degrees, edges
from counterscore.study.recording.times import PersonMonths
from counterscore.study.recording.voluntary import VoluntaryRecords

_ANSWERS = {"granted": (GRANTED,), "by_gate": BY_REGIME, "no_place": (NO_PLACE,)}
# For each of these, whether an answer code (the index) means it.
_MEANS = {name: np.isin(np.arange(128), answers) for name, answers in _ANSWERS.items()}
_START = ("bits", "education", "history", "wage", "wealth")  # recorded at month 0
_BITS = ("urban", "minority", "female", "phone", "internet")


class Recorder:
    """Records a world from month 0 on. It changes nothing in it."""

    def __init__(self, scenario: Scenario, world: World) -> None:
        society, regime = scenario.society.file, scenario.regime.file
        self.scenario, self.rules = scenario, world.plan
        self.person_months, self.acts = PersonMonths(world), DiaryTotals(world)
        self.parts, self.lists = ScoreParts(world), ListRecords(world)
        self.refusals = RefusalReasons(world, society, regime)
        self.severe = SevereRecords(world, society, regime)
        self.requests, self.rungs = RequestRecords(society), YearlyRungs(scenario.months)
        self.market, self.parents = Market(world, society.dealings, regime), ParentalPay(world)
        self.pay, self.voluntary = PayRecords(world), VoluntaryRecords(len(society.decisions))
        self.firms = FirmRecords(world, society)
        shape = (len(society.decisions), world.people)
        self.answers: dict[str, NDArray[Any]] = {name: np.zeros(shape, np.uint16) for name in ("asked", *_ANSWERS)}
        self.first: NDArray[np.int32] | None = None
        self.there = 0
        self.start: dict[str, NDArray[Any]] = {}

    def before(self, world: World) -> None:
        """Record the world before a month."""
        if self.first is None:
            self.first, self.there = edges(world), world.people
            self.firms.begin(world)
            self.start = {name: getattr(world.state, name)[: world.people].copy() for name in _START}
        self.rules = world.rules
        self.pay.before(world)
        self.parents.before(world)
        self.acts.before(world)
        self.parts.before(world)

    def after(self, world: World, month: MonthResult) -> None:
        """Record the world after a month."""
        self.person_months.after(world)
        self.pay.after(world)
        self.acts.after(world)
        self.parts.after(world)
        self._count_answers(world, month)
        self.voluntary.after(world, self.rules, month)
        self.refusals.after(world, self.rules, month, self.parts, self.acts.sums["seen"])
        self.severe.after(world, month, self.acts.sums["seen"])
        self.lists.after(world, self.rules)
        self.requests.after(world, month)
        self.requests.requests += self.firms.after(world, month.traded)
        self.rungs.after(world, self.rules.one_score)
        self.market.after(world, self.rules)
        self.parents.after(world)

    def _count_answers(self, world: World, month: MonthResult) -> None:
        make_room(self.answers, world.people)
        for asks, count, said in month.asks:
            person, decision = asks.person[:count], asks.decision[:count]
            self.answers["asked"][decision, person] += 1  # a person asks for each decision at most once a month
            for name in _ANSWERS:
                meant = _MEANS[name][said]
                self.answers[name][decision[meant], person[meant]] += 1

    def result(self, story: Chronicle) -> Outcomes:
        """Return the outcomes of everybody."""
        world, people = story.world, story.world.people
        last, rated = edges(world), story.rated and world.latest.one_score
        make_room(self.answers, people)
        make_room(self.start, people)
        return Outcomes(
            scenario=self.scenario,
            lowest=int(world.latest.scale.lowest), rated=rated,
            people=self._people(world),
            starts=Starts(**{name: self.start[name][:people] for name in _START if name != "wealth"}),
            times=self.person_months.result(people),
            earnings=self.pay.result(people),
            ends=_ends(world, degrees(last, people), rated),
            opinions=opinions_held(world),
            answers=DecisionCounts(**cut(self.answers, people)),
            voluntary=self.voluntary.result(people),
            acts=self.acts.result(people, story.months),
            points=self.parts.result(world),
            refusals=self.refusals.result(people),
            severe=self.severe.result(people),
            listings=self.lists.result(people),
            standings=self.rungs.result(people, rated),
            requests=self.requests.result(),
            ties=_ties(last if self.first is None else self.first, last, story),
            dealt=self.market.result(people),
            trades=self.firms.result(),
            by_month=_months(story),
        )  # fmt: skip

    def _people(self, world: World) -> PersonAttributes:
        state, people = world.state, world.people
        bits = {name: (state.bits[:people] & np.uint32(BIT[name])) != 0 for name in _BITS}
        fixed = ("born", "region", "education", "household", "guardian", "wage", *TRAITS)
        there = (np.arange(people) < self.there) & (self.person_months.months["alive"][:people] > 0)
        columns = {name: getattr(state, name)[:people].copy() for name in fixed}
        return PersonAttributes(
            key=state.key[:people].copy(), cell=world.cell[:people].copy(), there=there,
            wealth=self.start["wealth"][:people], parental_wage=self.parents.result(people), **bits, **columns,
        )  # fmt: skip


def _ends(world: World, ties: NDArray[np.int32], rated: bool) -> Ends:
    state, people = world.state, world.people
    columns = {
        name: getattr(state, name)[:people].copy() for name in ("bits", "wealth", "spell", "stakes", "watched", "wrong")
    }
    return Ends(rung=state.score[:people] * np.int32(rated), ties=ties, **columns)


def _ties(first: NDArray[np.int32], last: NDArray[np.int32], story: Chronicle) -> TieHistory:
    dropped = np.array([record.moves[2] // 2 for record in story.months], np.int64)
    added = np.array([record.moves[3] // 2 for record in story.months], np.int64)
    return TieHistory(first, last, dropped, added)


def _months(story: Chronicle) -> MonthlyCounts:
    return MonthlyCounts(
        story.totals,
        np.stack([record.quantiles for record in story.months]),
        np.stack([record.bands for record in story.months]),
    )
