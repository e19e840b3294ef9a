"""Data breaches: the register and a share of the ledgers leak; what this exposes."""

from counterscore.measure.breach.breach import Breach, breach

__all__ = ["Breach", "breach"]
