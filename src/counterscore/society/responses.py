"""How people learn what a score does to them, and what they do about it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Record, Share
from counterscore.society.tactics import MOST_TACTICS, Costs, Tactic


class Responses(Record):
    """Belief updating and the strength of each response.

    Two beliefs between 0 and 1. `stakes`: that the score decides over one's life. `watched`: that one's acts are seen.
    Each month a belief closes a share of its gap to a signal:

    - `learning`: to 1 after an own refusal by a gate, or an entry on a list, that the person was told of;
    - `hearsay`: to the share refused by gates and lists this month, as the public record shows it: of all requests, or
      with `weighs = "decision"` the mean over decisions, so that a rare and grave one is heard of as much as a common;
    - `forgetting`: to 0 otherwise.
    - `noticing`: of `watched`, to the share of acts that the regime's partners see, and to 1 after a notice.

    Strengths multiply stakes (or watched) in the rates of acts: `comply` (rises with patience), `censor` (with
    conformity), `game` (with skill), `wary` (with conformity). `tilt`: by how much a standard deviation of that trait
    raises or lowers the strength, between nothing and twice itself. `safe_ease`: how much of the response is left once
    the own score stands above every threshold. `threshold`: the belief from which people respond where the society's
    structure has them respond all or not at all.

    Ties: `turnover` is the chance that a tie is dropped anyway in the month in which it comes up, once a year;
    `shun` multiplies with stakes when the friend's score is lower by `shun_gap` points or more; `seek` is the chance
    that somebody with room wants a new friend in a month; `choosy`: how much less readily two
    become friends whose scores are `shun_gap` points or more apart.

    `costs`: what responses cost; `tactics`: ways round the score. Who has the state `unmoved` does nothing about it.
    """

    learning: Share
    hearsay: Share
    weighs: Literal["request", "decision"] = "request"
    forgetting: Share
    noticing: Share
    comply: Amount
    censor: Amount
    game: Amount
    wary: Amount
    tilt: Amount
    safe_ease: Share
    turnover: Share
    shun: Share
    shun_gap: Amount
    seek: Share
    choosy: Share
    threshold: Share | None = None
    costs: Costs = Field(default_factory=Costs)
    tactics: list[Tactic] = Field(default_factory=list[Tactic], max_length=MOST_TACTICS)
