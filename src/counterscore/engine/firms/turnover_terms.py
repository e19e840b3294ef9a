"""Compile the entry and exit of firms."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

import numpy as np

from counterscore.engine.compile.numbers import PER_NATURAL
from counterscore.engine.firms.plan import ExitTerms, FoundingTerms, TurnoverTerms
from counterscore.society.firms import steps
from counterscore.society.firms_schema import FirmEntry, FirmExit, FirmsSpec
from counterscore.society.traits import PREDICTORS

YEAR, YEARS = 12, 100  # from the hundredth year on, the hazard no longer changes
f32 = np.float32


def turnover_terms(spec: FirmsSpec) -> TurnoverTerms | None:
    """Return entry and exit of a society's firms; None if their number does not change."""
    if spec.turnover is None:
        return None
    return TurnoverTerms(
        founding=_founding(spec, spec.turnover.entry),
        exit=_exit(spec.turnover.exit),
        matched=f32(spec.turnover.matched.value),
    )


def _founding(spec: FirmsSpec, entry: FirmEntry) -> FoundingTerms:
    place = [size.id for size in spec.sizes].index(entry.size)
    return FoundingTerms(
        rate=f32(entry.rate.value / 1000),
        which=np.array([PREDICTORS.index(name) for name in entry.effects], np.int32),
        coefficient=np.array([effect.value * PER_NATURAL for effect in entry.effects.values()], np.float32),
        capital=f32(entry.capital.value),
        below_age=np.int32(spec.owners.below_age.value * YEAR),
        reserves=f32(min(spec.trade.reserves.value, spec.trade.fullest.value)),
        size=np.uint8(place),
        workers=spec.sizes[place].workers,
        sectors=steps([sector.share.value for sector in spec.sectors]),
        contracts=round(spec.contracts.value),
    )


def _exit(leaving: FirmExit) -> ExitTerms:
    ageing = -Decimal(leaving.ageing.value)
    falls = [Decimal(max(year, 1)) ** ageing for year in range(YEARS)]
    rates = (Decimal(leaving.closes.value), Decimal(leaving.fails.value))
    return ExitTerms(
        hazards=np.array([[float(min(rate * fall, Decimal(1))) for fall in falls] for rate in rates], np.float32),
        size=f32(-leaving.size.value),
        months=np.int32(ceil(leaving.months.value)),
        unpaid=f32(leaving.unpaid.value),
    )
