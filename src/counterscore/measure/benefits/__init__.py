"""Measures of what a score may achieve."""

from __future__ import annotations

from counterscore.measure.benefits.dealings import cheated, dealings, gain
from counterscore.measure.benefits.duties import tax_wrongs, taxes_paid, unpaid
from counterscore.measure.benefits.ends import bad_outcomes
from counterscore.measure.benefits.firms import contracts_broken, firms_honest
from counterscore.measure.benefits.watching import watching_cost
from counterscore.measure.protocol import Functions

MEASURES: Functions = {
    "ill-ends": bad_outcomes,
    "unpaid": unpaid,
    "taxes-paid": taxes_paid,
    "tax-wrongs": tax_wrongs,
    "contracts-broken": contracts_broken,
    "firms-honest": firms_honest,
    "dealings": dealings,
    "cheated": cheated,
    "dealings-gain": gain,
    "watching-cost": watching_cost,
}
