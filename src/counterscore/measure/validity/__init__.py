"""Validity measures: whether the score measures what it claims to."""

from __future__ import annotations

from functools import partial

from counterscore.measure.protocol import Functions
from counterscore.measure.validity.agreement import truth_auc, truth_rank
from counterscore.measure.validity.goodhart import goodhart_gap, goodhart_gap_conduct
from counterscore.measure.validity.inflation import score_inflation
from counterscore.measure.validity.listing import wrongly_listed, wrongly_listed_months
from counterscore.measure.validity.variance import SHARES, due_to

MEASURES: Functions = {
    "truth-rank": truth_rank,
    "truth-auc": truth_auc,
    **{f"due-to-{share}": partial(due_to, share=share) for share in SHARES},
    "wrongly-listed": wrongly_listed,
    "wrongly-listed-months": wrongly_listed_months,
    "score-inflation": score_inflation,
    "goodhart-gap": goodhart_gap,
    "goodhart-gap-conduct": goodhart_gap_conduct,
}
