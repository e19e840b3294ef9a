"""The vocabulary of societies: states and traits of people, predictors, and domains of activity."""

from __future__ import annotations

from typing import Literal

# States of a person, true or false: bit k of the column `bits`.
BITS = (
    "female", "urban", "minority", "phone", "internet", "alive", "labour-force", "employed",
    "ill", "partnered", "home-owner", "papers", "schooled", "adult", "working-age", "jobless",
    "single", "strained", "school-due", "old", "scored", "listed",
    "tenant", "borrower", "defaulter", "insured", "fast-internet", "travelled", "official", "unmoved",
)  # fmt: skip
BIT = {name: 1 << place for place, name in enumerate(BITS)}

# States that are derived from the others each month.
DERIVED = ("adult", "working-age", "jobless", "single", "strained", "school-due", "old")

# States that a decision can grant and that can end by themselves.
GRANTED = (
    "employed", "home-owner", "tenant", "partnered", "papers", "schooled", "borrower", "defaulter", "insured",
    "fast-internet", "travelled", "official",
)  # fmt: skip
Granted = Literal[
    "employed", "home-owner", "tenant", "partnered", "papers", "schooled", "borrower", "defaulter", "insured",
    "fast-internet", "travelled", "official",
]  # fmt: skip

# Fixed latent traits, standard normal in the population.
TRAITS = ("trustworthiness", "conformity", "heterodoxy", "sociability", "patience", "skill")

# Responses to a score, as predictors: learnt, between 0 and 1.
RESPONSES = ("comply", "censor", "game", "wary")

Bit = Literal[
    "female", "urban", "minority", "phone", "internet", "alive", "labour-force", "employed",
    "ill", "partnered", "home-owner", "papers", "schooled", "adult", "working-age", "jobless",
    "single", "strained", "school-due", "old", "scored", "listed",
    "tenant", "borrower", "defaulter", "insured", "fast-internet", "travelled", "official", "unmoved",
]  # fmt: skip

# Predictors of the generalised linear model of rates, in the order of the engine's buffer.
Predictor = Literal[
    "trustworthiness", "conformity", "heterodoxy", "sociability", "patience", "skill",
    "age", "income", "education",
    "female", "urban", "minority", "internet", "employed", "ill", "partnered", "home-owner", "strained",
    "defaulter", "fast-internet", "travelled",
]  # fmt: skip
PREDICTORS = (
    "trustworthiness", "conformity", "heterodoxy", "sociability", "patience", "skill",
    "age", "income", "education",
    "female", "urban", "minority", "internet", "employed", "ill", "partnered", "home-owner", "strained",
    "defaulter", "fast-internet", "travelled",
)  # fmt: skip

DOMAINS = (
    "online-purchases", "in-store-purchases", "location", "friends", "content",
    "gaming", "bills", "taxes", "books",
)  # fmt: skip
Domain = Literal[
    "online-purchases", "in-store-purchases", "location", "friends", "content",
    "gaming", "bills", "taxes", "books",
]  # fmt: skip
