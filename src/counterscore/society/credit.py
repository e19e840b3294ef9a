"""A credit market: loans have a price by risk, and lenders lend what they have, in place of fixed `places`."""

from __future__ import annotations

from operator import not_

from pydantic import Field

from counterscore.catalogue.figure import Amount, Record, Share


class Credit(Record):
    """A market for one kind of loan. Lenders ask the rate at which they expect to break even, and refuse above `cap`.

    - `amount`: a loan, in months of the borrower's income. `term`: months that it runs on average; left out if an
      approval sets a state that lapses, with which the loan ends.
    - `capital`: what lenders have for loans, in months of the median income per resident. Losses lower it and interest
      raises it; each month, owners close the share `refill` of the gap to it.
    - `older`: share of `capital` that is out at the start, in loans taken before it; a share 1 / term of them is repaid
      each month. They bring what they cost, and are nobody's in the model.
    - `funds`, `cost`: cost of funds and of operation, shares of the loan a year. `loss`: share of a loan that is lost
      in a default. `cap`: the highest rate a year.
    - `from_savings`: share of the interest that borrowers pay out of savings; for the rest they spend less.

    Source of rationing by a rate that does not rise to clear the market: Stiglitz and Weiss 1981.
    """

    amount: Amount
    term: Amount | None = None
    capital: Amount
    older: Share | None = Field(default=None, exclude_if=not_)
    refill: Share
    funds: Share
    cost: Share
    loss: Share
    cap: Share
    from_savings: Share
