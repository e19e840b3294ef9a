"""The stage review: false records arise, and notice, correction, repair, expiry and appeals take effect."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.acts import Acted
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Index, Mask
from counterscore.chance.kernel import Ints, Words
from counterscore.chance.purposes import REVIEW
from counterscore.engine.core.events import CORRECTED, NOTIFIED_RECORD
from counterscore.engine.core.plan import Changes, Grants, Lists, Misfiling, Plan, RightsTerms
from counterscore.engine.core.state import Longs, State

Decisions = np.ndarray[tuple[int], np.dtype[np.uint8]] | int


def review(plan: Plan, s: State, acted: Acted, tick: int, stream: PhiloxStream) -> Longs:
    """Review everybody's records; return the counts of false records, corrections, repairs, expiries and appeals."""
    wrong = s.wrong.astype(np.int64)
    s.wrong[:] = wrong - ((wrong * plan.scale.forgotten) >> 30)
    block = stream.words(s.key, tick, REVIEW, 0)
    busy = (block[0] < plan.misfiling.below) | (s.correction > 0) | (s.appeal > 0) | (s.terms > 0).any(axis=0)
    who = np.flatnonzero(busy & (acted.last > 0))
    w0, w1, w2, w3 = (word[who] for word in block)
    late0, late1, _, _ = stream.words(s.key[who], tick, REVIEW, 1)
    back = _correct(plan.rights, s, who, w2)
    points = _false_records(plan.misfiling, plan.rights, s, who, w0, w1)
    repair, expiry = _lift(plan, s, who, acted, w3, late0)
    appealed = _appeal(plan.grants, plan.rights, s, who, late1)
    acted.total[who] += points + back + repair + expiry
    return np.array([np.count_nonzero(part) for part in (points, back, repair, expiry, appealed)], np.int64)


def _correct(rights: RightsTerms, s: State, who: Index, word: Words) -> Ints:
    waiting = s.correction[who]
    s.correction[who] = np.where(waiting > 0, waiting - np.uint8(1), 0)
    struck = who[(waiting == 1) & (word < rights.correction)]
    wrong = s.wrong[who]
    s.wrong[struck] = 0
    back = s.wrong[who] - wrong
    s.event[who[back != 0]] |= CORRECTED
    return back


def _false_records(misfiling: Misfiling, rights: RightsTerms, s: State, who: Index, w0: Words, w1: Words) -> Ints:
    points = np.zeros(len(who), np.int32)
    hit = np.flatnonzero(w0 < misfiling.below)
    stream = np.searchsorted(misfiling.steps, w0[hit], side="right")
    needs, first = misfiling.needs[stream], misfiling.first[stream]
    width = (misfiling.first[stream + 1] - first).astype(np.int64)
    there = (misfiling.regions[stream] >> s.region[who[hit]].astype(np.uint32)) & np.uint32(1)
    known = ((s.bits[who[hit]] & needs) == needs) & (width > 0) & (there > 0)
    hit, first, width = hit[known], first[known], width[known]
    chosen = first + (((w0[hit] & np.uint32(0xFFFF)).astype(np.int64) * width) >> 16)
    points[hit] = misfiling.points[misfiling.sees[chosen]]
    s.wrong[who] += points
    notified = who[hit[w1[hit] < rights.notice]]
    s.event[notified] |= NOTIFIED_RECORD
    if rights.correction_delay >= 0:
        s.correction[notified[s.correction[notified] == 0]] = rights.correction_delay + 1
    return points


def _lift(plan: Plan, s: State, who: Index, acted: Acted, w3: Words, late: Words) -> tuple[Ints, Ints]:
    rights, last = plan.rights, acted.last[who]
    clean = (acted.total[who] >= 0) & (w3 < rights.repair)
    repair = _to_the_line(plan.lists, rights.repair_delay, s, who, last, clean)
    expiry = _to_the_line(plan.lists, rights.expiry_delay, s, who, last, (repair == 0) & (late < rights.expiry))
    return repair, expiry


def _to_the_line(lists: Lists, delay: np.int32, s: State, who: Index, last: Ints, those: Mask) -> Ints:
    """Return the rungs needed to reach the threshold of a list, for people on it for longer than `delay` months."""
    most = np.zeros(len(who), np.int32)
    if delay >= 0:
        for k in range(len(lists.below)):
            long = those & (s.terms[k, who].astype(np.int32) > delay) & (lists.below[k] > 0)
            most = np.where(long, np.maximum(most, lists.below[k] - last), most)
            s.terms[k, who[long]] = 0
    return most


def _appeal(grants: Grants, rights: RightsTerms, s: State, who: Index, word: Words) -> Index:
    waiting = s.appeal[who]
    s.appeal[who] = np.where(waiting > 0, waiting - np.uint8(1), 0)
    won = who[(waiting == 1) & (word < rights.appeal)]
    needs = grants.needs[s.appealed[won]]
    won = won[(s.bits[won] & (needs | grants.excludes[s.appealed[won]])) == needs]
    grant(grants, s, won, s.appealed[won])
    return np.ones(len(won), np.intp)


def change(changes: Changes, s: State, who: Index, decision: Decisions) -> None:
    """Apply the effects of an answer to these people, each of whom is listed once."""
    s.bits[who] = (s.bits[who] | changes.to_set[decision]) & ~changes.to_clear[decision]
    s.wealth[who] = np.maximum(s.wealth[who] + changes.wealth[decision] * s.wage[who], np.float32(0.0))
    paid = s.earnings if len(s.earnings) else s.wage
    paid[who] *= changes.wage[decision]


def grant(grants: Grants, s: State, who: Index, decision: Decisions) -> None:
    """Apply the effects of a grant to these people, each of whom is listed once."""
    change(grants.changes, s, who, decision)
    s.pending[who] &= ~(np.uint32(1) << np.asarray(decision, np.uint32))
