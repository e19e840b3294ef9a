"""Choices between alternative forms of a rule, which no range of a number can express."""

from __future__ import annotations

from typing import Literal, get_args

from counterscore.catalogue.figure import Record

ResponseRule = Literal["proportional", "threshold"]
IncumbentRule = Literal["index", "leading", "lottery"]


class Structure(Record):
    """The form of each rule of the society.

    - `response`: how a belief affects acts. `proportional`: in proportion to the belief. `threshold`: fully at
      or above `responses.threshold`, and not at all below.
    - `incumbent`: how scarce places are allocated without a score. `index`: by the weighted index. `leading`: by the
      input with the largest weight alone, with a lottery among equals. `lottery`: at random.

    >>> Structure().response
    'proportional'
    """

    response: ResponseRule = "proportional"
    incumbent: IncumbentRule = "index"


FORMS: dict[str, tuple[str, ...]] = {"response": get_args(ResponseRule), "incumbent": get_args(IncumbentRule)}
