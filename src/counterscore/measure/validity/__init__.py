"""Validity measures: whether the score measures what it claims to."""

from __future__ import annotations

from counterscore.measure.protocol import Functions
from counterscore.measure.validity.agreement import truth_auc, truth_rank
from counterscore.measure.validity.goodhart import goodhart_gap
from counterscore.measure.validity.listing import wrongly_listed, wrongly_listed_months
from counterscore.measure.validity.variance import (
    due_to_circumstance,
    due_to_coverage,
    due_to_friends,
    due_to_trust,
)

MEASURES: Functions = {
    "truth-rank": truth_rank,
    "truth-auc": truth_auc,
    "due-to-trust": due_to_trust,
    "due-to-circumstance": due_to_circumstance,
    "due-to-friends": due_to_friends,
    "due-to-coverage": due_to_coverage,
    "wrongly-listed": wrongly_listed,
    "wrongly-listed-months": wrongly_listed_months,
    "goodhart-gap": goodhart_gap,
}
