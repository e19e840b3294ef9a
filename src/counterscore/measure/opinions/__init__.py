"""Measures of opinions: what people think of the scheme, whether they fear it, and whether they trust one another."""

from __future__ import annotations

from counterscore.measure.opinions.levels import (
    approval,
    approval_mean,
    fear,
    fear_mean,
    trust,
    trust_mean,
)
from counterscore.measure.protocol import Functions

MEASURES: Functions = {
    "approval": approval,
    "approval-mean": approval_mean,
    "fear": fear,
    "fear-mean": fear_mean,
    "trust": trust,
    "trust-mean": trust_mean,
}
