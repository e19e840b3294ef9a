"""Choices between rival forms of a rule: what no range of a number can say."""

from __future__ import annotations

from typing import Literal, get_args

from counterscore.catalogue.figure import Record

ResponseRule = Literal["proportional", "threshold"]
IncumbentRule = Literal["index", "leading", "lottery"]


class Structure(Record):
    """Which form each rule of the society has.

    - `response`, how a belief moves acts. `proportional`: as strongly as it is held. `threshold`: fully from
      `responses.threshold` on, and not at all below.
    - `incumbent`, how scarce places go without a score. `index`: by the weighted index. `leading`: by the input of the
      largest weight alone, the lottery among equals. `lottery`: by lot.

    >>> Structure().response
    'proportional'
    """

    response: ResponseRule = "proportional"
    incumbent: IncumbentRule = "index"


FORMS: dict[str, tuple[str, ...]] = {"response": get_args(ResponseRule), "incumbent": get_args(IncumbentRule)}
