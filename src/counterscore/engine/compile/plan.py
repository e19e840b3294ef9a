"""Compile a society and a regime into a plan (engine/core/plan.py)."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from counterscore.engine.access.compiling import compared_gates, compile_gates, safe_points
from counterscore.engine.compile.acts import acts, misfiling, sight
from counterscore.engine.compile.course import births, by_age, course, deaths
from counterscore.engine.compile.growing import growing
from counterscore.engine.compile.labour import experienced_from, job_loss, labour, posts
from counterscore.engine.compile.learning import clarity, learning
from counterscore.engine.compile.lending import deciders, instalment, lending
from counterscore.engine.compile.meeting import meeting_rules
from counterscore.engine.compile.numbers import forgotten, threshold
from counterscore.engine.compile.operators import CLOSED, NO_PERKS
from counterscore.engine.compile.opinions import opinion_terms
from counterscore.engine.compile.requests import asking, denials, grants, outcomes, scarcity
from counterscore.engine.compile.tactics import tactics, watchfulness
from counterscore.engine.core.plan import Hazards, Lists, Operated, Plan, Reference, RightsTerms, Scale
from counterscore.engine.core.scale import NO_SCORE, rung, thousandths
from counterscore.regime.schema import Listing, RegimeFile, Right
from counterscore.society.earnings import pay_of
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT

_YEAR = 12
_NEVER = np.int32(-1)
_FAR = np.int32(2**31 - 1)


def compile_plan(society: SocietyFile, regime: RegimeFile) -> Plan:
    """Return the plan of a society under a regime of one mandatory phase without operators."""
    number, records = scale(regime), misfiling(society, regime)
    return Plan(
        hazards=_hazards(society),
        course=course(society),
        reference=_reference(society),
        acts=acts(society, regime),
        sight=sight(society, regime),
        watch=watchfulness(society, regime),
        tactics=tactics(society, regime),
        misfiling=records,
        scale=number,
        lists=_lists(regime),
        rights=_rights(regime),
        asking=asking(society, regime),
        gates=compile_gates(society, regime),
        scarcity=scarcity(society),
        labour=labour(society, regime),
        posts=posts(society),
        grants=grants(society),
        denials=denials(society, regime),
        outcomes=outcomes(society, regime),
        growing=growing(society),
        learning=learning(society, regime),
        meeting=meeting_rules(society, regime),
        operators=(Operated(id=regime.regime.id, scale=number, misfiling=records, perks=NO_PERKS, enrolment=CLOSED),)
        if number.active
        else (),
        voluntary=False,
        one_score=number.active,
        banded=bool(regime.bands),
        compared=compared_gates(society, regime),
        lending=lending(society),
        deciders=deciders(society, regime, number),
        pay=pay_of(society.population),
        opinions=opinion_terms(society, regime),
    )


def _hazards(society: SocietyFile) -> Hazards:
    c = society.circumstances
    return Hazards(
        job_loss=job_loss(society),
        experienced_from=experienced_from(society),
        illness=by_age(c.illness.below, c.illness.chance),
        recovery=threshold(c.recovery.value),
        windfall=threshold(c.windfall.value),
        births=births(c.births),
        deaths=deaths(c.deaths),
        windfall_months=np.float32(c.windfall_months.value),
        saved=np.float32(c.saved.value),
        benefit=np.float32(1.0 if society.population.earnings else c.benefit.value),
        living_cost=np.float32(c.living_cost.value),
        illness_cost=np.float32(c.illness_cost.value),
        strained_below=np.float32(c.strained_below.value * c.living_cost.value),
        grown=np.int32(society.population.grown_up.value * _YEAR),
        retired=np.int32(c.retires.value * _YEAR),
        school_first=np.int32(c.school_ages[0].value * _YEAR),
        school_second=np.int32(c.school_ages[1].value * _YEAR),
        covered=np.float32(c.covered.value),
        premium=np.float32(c.premium.value),
        smoothed=np.float32(c.smoothed.value),
        instalment=instalment(society),
        lapse_bits=np.array([BIT[lapse.ends] for lapse in c.lapses], np.uint32),
        lapse_steps=np.array(
            [threshold(step) for step in accumulate(each.chance.value for each in c.lapses)], np.uint32
        ),
    )


def _reference(society: SocietyFile) -> Reference:
    c = society.circumstances
    return Reference(np.float32(c.median_income.value / 12), np.float32(c.mean_education.value))


def safe_rung(regime: RegimeFile) -> np.int32:
    """Return the rung from which no gate or list refuses, as far as people can know; above every scale if none does."""
    points = safe_points(regime)
    return np.int32(rung(max(points), regime.score.lowest)) if regime.score and points else _FAR


def scale(regime: RegimeFile) -> Scale:
    """Return the scale of a regime, an inactive one for a regime without a score."""
    score = regime.score
    if score is None:
        zero = np.int32(0)
        return Scale(
            active=False,
            lowest=zero,
            top=zero,
            base=zero,
            forgotten=np.int64(0),
            friends=np.int64(0),
            friends_cap=np.int64(0),
            from_age=zero,
            safe=_FAR,
            by_table=False,
        )
    friends = score.friends
    return Scale(
        active=True,
        lowest=np.int32(thousandths(score.lowest)),
        top=np.int32(rung(score.highest, score.lowest)),
        base=np.int32(rung(score.base, score.lowest)),
        forgotten=np.int64(forgotten(score.half_life.value if score.half_life else None)),
        friends=np.int64(round(friends.weight.value * 2**30) if friends else 0),
        friends_cap=np.int64(thousandths(friends.cap.value) << 30 if friends else 0),
        from_age=np.int32(score.from_age * 12),
        safe=safe_rung(regime),
        by_table=score.starts == "table",
    )


def _steps(entries: list[Listing], k: int) -> int:
    """Return the number of lists on which a person must have been before list k."""
    names = [entry.id for entry in entries]
    after = entries[k].after
    return 1 + _steps(entries, names.index(after)) if after else 0


def _lists(regime: RegimeFile) -> Lists:
    entries, score = regime.lists, regime.score
    lowest = score.lowest if score else 0.0
    names = [entry.id for entry in entries]

    def line(value: float | None, absent: int) -> int:
        return absent if value is None else rung(value, lowest)

    columns = (
        [line(entry.below, NO_SCORE) for entry in entries],
        [line(entry.at_least, int(_FAR)) for entry in entries],
        [entry.months for entry in entries],
        [names.index(entry.after) if entry.after else -1 for entry in entries],
        [entry.after_months for entry in entries],
        sorted(range(len(entries)), key=lambda k: -_steps(entries, k)),
    )
    return Lists(*(np.array(column, np.int32) for column in columns))


def _delay(right: Right | None) -> np.int32:
    return np.int32(right.delay) if right else _NEVER


def _odds(right: Right | None, share: float = 1.0) -> np.uint32:
    return threshold(right.odds.value * share) if right else np.uint32(0)


def _rights(regime: RegimeFile) -> RightsTerms:
    rights, clear = regime.rights, clarity(regime)
    return RightsTerms(
        notice=_odds(rights.notice),
        correction_delay=_delay(rights.correction),
        correction=_odds(rights.correction, clear),
        appeal_delay=_delay(rights.appeal),
        appeal=_odds(rights.appeal, clear),
        repair_delay=_delay(rights.repair),
        repair=_odds(rights.repair),
        expiry_delay=_delay(rights.expiry),
        expiry=_odds(rights.expiry),
    )
