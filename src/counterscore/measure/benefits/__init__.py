"""What a score may bring."""

from __future__ import annotations

from counterscore.measure.benefits.dealings import cheated, dealings, gain
from counterscore.measure.benefits.duties import tax_wrongs, unpaid
from counterscore.measure.benefits.ends import ill_ends
from counterscore.measure.benefits.watching import watching_cost
from counterscore.measure.protocol import Functions

MEASURES: Functions = {
    "ill-ends": ill_ends,
    "unpaid": unpaid,
    "tax-wrongs": tax_wrongs,
    "dealings": dealings,
    "cheated": cheated,
    "dealings-gain": gain,
    "watching-cost": watching_cost,
}
