"""The breach: the register and a share of the ledger leak, and what that exposes."""

from counterscore.measure.breach.breach import Breach, breach

__all__ = ["Breach", "breach"]
