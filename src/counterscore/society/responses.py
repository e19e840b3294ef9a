"""Responses: how people learn what a score does to them, and how they react."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Effect, Record, Share
from counterscore.society.tactics import MOST_TACTICS, Costs, Tactic


class Responses(Record):
    """How beliefs are updated, and how strong each response is.

    Each person has two beliefs between 0 and 1. `stakes`: the score decides my life. `watched`: my acts are seen. Each
    month a belief closes a share of its gap to a signal:

    - `learning`: towards 1, after a refusal by a gate or an entry on a list that the person was informed of;
    - `hearsay`: towards the share refused by gates and lists this month, as the public record shows it. It is the
      share of all requests, or with `weighs = "decision"` the mean over decisions, so that a rare but serious decision
      counts as much as a common one;
    - `forgetting`: towards 0 otherwise;
    - `noticing`: for `watched`, towards the share of acts that the regime's data sources see, or 1 after a notice.

    Strengths multiply stakes (or watched) in the rates of acts: `comply` (increases with patience), `censor` (with
    conformity), `game` (with skill), `wary` (with conformity). `tilt`: relative change of the strength per standard
    deviation of that trait, limited to between zero and double the strength. A negative strength is the opposite
    response. `safe_ease`: share of the response that
    remains once a person's score is above every threshold. `threshold`: belief from which on people respond at all,
    for the form `threshold` of `structure.response`.

    Ties: when a tie is reviewed, it is dropped with probability `turnover`; `shun` x stakes is added if the friend's
    score is lower by at least `shun_gap` points. `seek`: monthly probability that a person with a free place looks for
    a friend. `choosy`: how much less likely people with scores at least `shun_gap` points apart become friends.

    `costs`: what responses cost. `tactics`: ways of evading the score. People with the state `unmoved` do not respond.
    """

    learning: Share
    hearsay: Share
    weighs: Literal["request", "decision"] = "request"
    forgetting: Share
    noticing: Share
    comply: Effect
    censor: Effect
    game: Effect
    wary: Effect
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
