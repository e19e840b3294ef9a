"""The vocabulary of societies: states and traits of people, predictors, and domains of activity."""

from __future__ import annotations

from typing import Literal, get_args

# States of a person, true or false: bit k of the column `bits`.
Bit = Literal[
    "female", "urban", "minority", "phone", "internet", "alive", "labour-force", "employed",
    "ill", "partnered", "home-owner", "papers", "schooled", "adult", "working-age", "jobless",
    "single", "strained", "school-due", "old", "scored", "listed",
    "tenant", "borrower", "defaulter", "insured", "fast-internet", "travelled", "official", "unmoved",
]  # fmt: skip
BITS: tuple[Bit, ...] = get_args(Bit)
BIT: dict[str, int] = {name: 1 << place for place, name in enumerate(BITS)}

# States that a decision can grant and that can end by themselves.
Granted = Literal[
    "employed", "home-owner", "tenant", "partnered", "papers", "schooled", "borrower", "defaulter", "insured",
    "fast-internet", "travelled", "official",
]  # fmt: skip

# Fixed latent traits, standard normal in the population.
TRAITS = ("trustworthiness", "conformity", "heterodoxy", "sociability", "patience", "skill")

# Responses to a score, as predictors: learnt, between 0 and 1.
RESPONSES = ("comply", "censor", "game", "wary")

# Predictors of the generalised linear model of rates, in the order of the engine's buffer.
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
