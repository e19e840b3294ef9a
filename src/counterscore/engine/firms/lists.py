"""lists: firms enter by score and leave after a term; by joint punishment, owners and firms share listings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.core.events import NOTIFIED_LISTING, NOTIFIED_REFUSAL
from counterscore.engine.core.state import State
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.plan import Drags, FirmLists

_FULL = 255


def keep(lists: FirmLists, score: Ints, terms: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Update every list for a month; return which firms enter a list for low scores.

    Firms enter when their score qualifies, and leave after their term, once it no longer does.
    """
    entered = np.zeros(len(score), np.bool_)
    for k in range(len(lists.below)):
        below, served = int(lists.below[k]), terms[k].astype(np.int32)
        fits = (score > 0) & ((score < below) | (score >= int(lists.above[k])))
        stays, enters = (served > 0) & (fits | (served < int(lists.months[k]))), (served == 0) & fits
        terms[k] = np.where(stays, np.minimum(served + 1, _FULL), enters)
        entered |= enters & (below > 0)
    return entered


def drag_firms(drags: Drags, lists: FirmLists, firms: Firms, state: State) -> None:
    """List each firm whose owner is on the citizens' list for personal conduct, as long as the owner is."""
    if drags.owner_on < 0:
        return
    listed = (state.terms[drags.owner_on, firms.owner] > 0) & firms.trading
    pulled, term = listed & (firms.drags == 0), firms.terms[drags.firm_onto]
    firms.by_owner[firms.score < lists.below[drags.firm_onto]] = 0  # its own score is reason enough
    released = (firms.by_owner > 0) & ~pulled
    term[released], firms.by_owner[released] = 0, 0
    newly = pulled & (term == 0)
    term[newly], firms.by_owner[newly] = 1, 1


def drag_owners(drags: Drags, firms: Firms, state: State) -> int:
    """Put the owner of each firm that is listed for its own conduct on the citizens' list; return how many are new.

    The owner then serves the term of that list, like everybody on it.
    """
    if drags.firm_on < 0:
        return 0
    served = state.terms[drags.owner_onto, firms.owner]
    firms.drags[served == 0] = 0
    guilty = (firms.terms[drags.firm_on] > 0) & (firms.by_owner == 0)
    newly = np.flatnonzero(guilty & (served == 0) & (state.score[firms.owner] > 0))
    state.terms[drags.owner_onto, firms.owner[newly]] = 1
    state.event[firms.owner[newly]] |= np.uint8(NOTIFIED_REFUSAL | NOTIFIED_LISTING)
    firms.drags[newly] = 1
    return len(newly)
