"""The stages behave, observe and rate: everybody acts, is seen and is rated, one activity after another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterscore.bench.reference.circumstances import put
from counterscore.bench.reference.maths import exp2, log2, unit
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.predictors import predictors
from counterscore.bench.reference.tactics import fake, pay, reach, used
from counterscore.bench.reference.view import holds
from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.chance.purposes import ACT, BRIBE
from counterscore.engine.acts.behave import COUNT_4, COUNT_8, COUNT_16, HOURS, YES_NO
from counterscore.engine.acts.silence import INDEX
from counterscore.engine.core.plan import Acts, Plan, Scale
from counterscore.engine.core.state import Longs, State

f32, i32 = np.float32, np.int32
_ONE, _HALF = f32(1.0), f32(0.5)
_MOST = {YES_NO: 1, COUNT_4: 4, COUNT_8: 8, COUNT_16: 16}


@dataclass
class Acted:
    """The acts of a month: last month's rung and the points by person, acts done and seen by activity, and tactics.

    `used`, `faked` and `spent` are those of `engine.acts.acting.Tally`.
    """

    last: Ints
    total: Ints
    acts: Longs
    seen: Longs
    used: list[int]
    faked: list[int]
    spent: int


def act(plan: Plan, s: State, month: int, tick: int, stream: PhiloxStream) -> Acted:
    """Let everybody act, and return what was done, seen and rated."""
    age, count = i32(month) - s.born.astype(np.int32), len(plan.acts.kind)
    last = _admit(plan.scale, age, s)
    rows = predictors(plan, s, age, last)
    uses = used(rows)
    spent = pay(plan.tactics, s, rows) if plan.tactics.costly else 0
    counts = np.zeros((2, count), np.int64)
    done = Acted(last, np.zeros_like(last), counts[0], counts[1], uses, [0] * len(uses), spent)
    for a in range(0, count, 2):
        block = stream.words(s.key, tick, ACT, a // 2)
        _one(plan, s, a, rows, block[0], block[1], done, tick, stream)
        if a + 1 < count:
            _one(plan, s, a + 1, rows, block[2], block[3], done, tick, stream)
    return done


def _admit(scale: Scale, age: Ints, s: State) -> Ints:
    counted = holds(s.bits, "alive") & (age >= scale.from_age) & scale.active
    last = np.where(counted, np.where(s.before > 0, s.before, scale.base), i32(0))
    put(s.bits, "scored", last > 0)
    return last


def _one(
    plan: Plan,
    s: State,
    a: int,
    rows: Floats,
    act_word: Words,
    sight_word: Words,
    done: Acted,
    tick: int,
    stream: PhiloxStream,
) -> None:
    """Add one activity to `done`. One word decides who does it, the other who is seen."""
    sight = plan.sight
    amount = _draw(plan.acts, a, _predict(plan.acts, a, rows), act_word)
    amount[(s.bits & plan.acts.who[a]) != plan.acts.who[a]] = 0
    done.acts[a] = amount.sum()
    if sight.source[a] == len(sight.needs):
        return
    within = reach(plan, s, rows, int(plan.tactics.eyes[a]))
    seen = np.where(sight_word < within, amount, i32(0))
    if sight.points[a] < 0 and sight.silence.price[sight.source[a]] > 0:
        done.spent += _buy_silence(plan, s, a, seen, tick, stream)
    if plan.tactics.faked[a] >= 0:
        fakes, cost = fake(plan, s, a, rows, within, sight_word, seen)
        done.faked[plan.tactics.faked[a]] += fakes
        done.spent += cost
    done.seen[a] = seen.sum()
    points = np.minimum(np.maximum(seen * sight.points[a], -sight.cap[a]), sight.cap[a])
    done.total += points


def _buy_silence(plan: Plan, s: State, a: int, seen: Ints, tick: int, stream: PhiloxStream) -> int:
    """Remove the records for which people pay; return the cost in hundredths of a yuan."""
    silence, source = plan.sight.silence, plan.sight.source[a]
    price = silence.price[source] * s.wage
    can = np.flatnonzero(
        (seen > 0) & holds(s.bits, "scored") & (price > 0) & (price <= silence.most[source] * s.wealth)
    )
    word, _, _, _ = stream.words(s.key[can], tick, BRIBE, INDEX + a)
    pays = can[word < silence.struck[source]]
    s.wealth[pays] -= price[pays]
    seen[pays] = 0
    return int((price[pays] * f32(100.0)).astype(np.int64).sum())


def _predict(acts: Acts, a: int, rows: Floats) -> Floats:
    eta = np.full(rows.shape[1], acts.base[a], np.float32)
    for term in range(acts.first[a], acts.first[a + 1]):
        eta += acts.coefficient[term] * rows[acts.which[term]]
    return eta


def _draw(acts: Acts, a: int, eta: Floats, word: Words) -> Ints:
    kind = acts.kind[a]
    if kind == HOURS:
        hours = -exp2(eta) * log2(_ONE - unit(word))
        return (np.minimum(hours, acts.most[a]) + _HALF).astype(np.int32)
    return _times(_MOST[int(kind)], eta, word)


def _times(most: int, eta: Floats, word: Words) -> Ints:
    """Return a count up to `most`: the number of k whose probability of k times or more exceeds the uniform number."""
    u, step = unit(word), _ONE + exp2(-eta)
    count = np.zeros(len(eta), np.int32)
    with np.errstate(over="ignore"):
        for _ in range(most):
            u *= step
            count += u < _ONE
    return count
