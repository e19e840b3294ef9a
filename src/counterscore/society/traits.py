"""The words of a society: what can be true of a person, and what may be said of them in a file."""

from __future__ import annotations

from typing import Literal, get_args

# What is true or false of a person: bit k of the column `bits`.
Bit = Literal[
    "female", "urban", "minority", "phone", "internet", "alive", "labour-force", "employed",
    "ill", "partnered", "home-owner", "papers", "schooled", "adult", "working-age", "jobless",
    "single", "strained", "school-due", "old", "scored", "listed",
    "tenant", "borrower", "defaulter", "insured", "fast-internet", "travelled", "official", "unmoved",
]  # fmt: skip
BITS: tuple[Bit, ...] = get_args(Bit)
BIT: dict[str, int] = {name: 1 << place for place, name in enumerate(BITS)}

# States that a decision grants, and that may end by themselves.
Granted = Literal[
    "employed", "home-owner", "tenant", "partnered", "papers", "schooled", "borrower", "defaulter", "insured",
    "fast-internet", "travelled", "official",
]  # fmt: skip

# Fixed latent traits, standard normal in the population.
TRAITS = ("trustworthiness", "conformity", "heterodoxy", "sociability", "patience", "skill")

# What people do about a score that they know of; learnt, between 0 and 1.
RESPONSES = ("comply", "censor", "game", "wary")

# What moves a rate: predictors of the generalised linear model, in the order of the engine's buffer.
Predictor = Literal[
    "trustworthiness", "conformity", "heterodoxy", "sociability", "patience", "skill",
    "age", "income", "education",
    "female", "urban", "minority", "internet", "employed", "ill", "partnered", "home-owner", "strained",
    "defaulter", "fast-internet", "travelled",
]  # fmt: skip
PREDICTORS: tuple[Predictor, ...] = get_args(Predictor)

Domain = Literal[
    "online-purchases", "in-store-purchases", "location", "friends", "content",
    "gaming", "bills", "taxes", "books",
]  # fmt: skip
