"""Opinions: what people think of the scheme and of one another, and how it responds to what happens."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from counterscore.catalogue.figure import Amount, Effect, Record, Share

# What a person learns of in a month and is moved by, in the order in which it is taken.
Event = Literal["refused", "listed", "passed", "false-record", "corrected", "hurt"]
EVENTS: tuple[Event, ...] = get_args(Event)
# What moves people only in the months in which they talk to their friends.
Steady = Literal["friends-hit", "watched"]
Trait = Literal["trustworthiness", "conformity", "heterodoxy", "sociability", "patience", "skill"]
OPINIONS = ("approval", "fear", "trust")


class Opinion(Record):
    """One opinion, between 0 and 1: where it starts, and what moves it.

    Each person has a resting level: normal with mean `level` and standard deviation `spread`, cut at 0 and 1. `traits`:
    its correlations with the latent traits; the rest of it is the person's own. Opinions start there.

    `moves`: the share of the gap that closes when something happens, towards 1 if the figure is positive and towards 0
    if it is negative (Rescorla and Wagner 1972). Each month, for what the person learnt of in it:

    - `refused`: a refusal because of the score, or a perk that the score does not bring; `listed`: entry on a list for
      low scores; `false-record`: a false record. Only if the person was notified;
    - `passed`: an approval of a request that a gate or list of the regime judged, for people with a score;
    - `corrected`: a false record was corrected;
    - `hurt`: the firm withheld wages or dismissed the person.

    In the months in which people talk to their friends: `friends-hit`, times the share of the friends who were notified
    this month of a refusal or an entry, or are on a list for low scores; `watched`, times the belief of being watched.
    Then the opinion closes the share `friends` of its gap to the friends' mean of last month (DeGroot 1974), the share
    `mood` of the gap to everybody's mean, and the share `settles` of the gap to the person's resting level (Friedkin
    and Johnsen 1990).
    """

    level: Share
    spread: Amount
    traits: dict[Trait, Effect] = Field(default_factory=dict[Trait, Effect])
    moves: dict[Event | Steady, Effect] = Field(default_factory=dict[Event | Steady, Effect])
    friends: Share
    mood: Share | None = None
    settles: Share


class Opinions(Record):
    """What people think: `approval` of the scheme, `fear` of it, and `trust` in others.

    `turn`: months between two talks with friends. `norm`: relative change of the friends' pull per standard deviation
    of conformity, limited to between zero and double.

    What opinions change, nothing where a figure is left out. `chills`: fear x this is added to the strength with which
    a person is wary. `complies`: approval x this is added to the strength with which a person complies. Both need a
    regime that watches or scores. `befriends`: how much more often people who trust fully look for a friend than people
    in the middle, as a share. `joins`: likewise for approval and joining an operator.
    """

    turn: Amount
    norm: Effect | None = None
    chills: Effect | None = None
    complies: Effect | None = None
    befriends: Effect | None = None
    joins: Effect | None = None
    approval: Opinion
    fear: Opinion
    trust: Opinion
