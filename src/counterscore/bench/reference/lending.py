"""Loans in a month: interest, and loans that end."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import holds
from counterscore.chance.purposes import LOAN_ENDS
from counterscore.engine.core.plan import CreditTerms
from counterscore.engine.core.state import Longs, State


def service(lending: tuple[CreditTerms, ...], s: State, tick: int, stream: PhiloxStream) -> Longs:
    """Let everybody pay interest, and end loans; return interest and repayments in yuan, a row a market."""
    sums = np.zeros((len(lending), 2), np.int64)
    for place, terms in enumerate(lending):
        who = np.flatnonzero(s.owed[place])
        yuan = s.owed[place, who].astype(np.int64) * 100
        interest = yuan * s.rate[place, who] // 4800
        burden = interest.astype(np.float32) * terms.from_savings
        s.wealth[who] = np.maximum(s.wealth[who] - burden, np.float32(0.0))
        if terms.ends_with:
            over = (s.bits[who] & terms.ends_with) == 0
        else:
            word, _, _, _ = stream.words(s.key[who], tick, LOAN_ENDS, terms.decision)
            over = word < terms.ends
        over |= ~holds(s.bits[who], "alive")
        s.owed[place, who[over]] = 0
        sums[place] = interest.sum(), yuan[over].sum()
    return sums
