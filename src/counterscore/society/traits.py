"""The words of a society: what can be true of a person, and what may be said of them in a file."""

from __future__ import annotations

from typing import Literal

# What is true or false of a person: bit k of the column `bits`.
BITS = (
    "female", "urban", "minority", "phone", "internet", "alive", "labour-force", "employed",
    "ill", "partnered", "home-owner", "papers", "schooled", "adult", "working-age", "jobless",
    "single", "strained", "school-due", "old", "scored", "listed",
    "tenant", "borrower", "defaulter", "insured", "fast-internet", "travelled", "official", "unmoved",
)  # fmt: skip
BIT = {name: 1 << place for place, name in enumerate(BITS)}

# Bits that follow from the others each month; the rest are state.
DERIVED = ("adult", "working-age", "jobless", "single", "strained", "school-due", "old")

# States that a decision grants, and that may end by themselves.
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

# What people do about a score that they know of; learnt, between 0 and 1.
RESPONSES = ("comply", "censor", "game", "wary")

Bit = Literal[
    "female", "urban", "minority", "phone", "internet", "alive", "labour-force", "employed",
    "ill", "partnered", "home-owner", "papers", "schooled", "adult", "working-age", "jobless",
    "single", "strained", "school-due", "old", "scored", "listed",
    "tenant", "borrower", "defaulter", "insured", "fast-internet", "travelled", "official", "unmoved",
]  # fmt: skip

# What moves a rate: predictors of the generalised linear model, in the order of the engine's buffer.
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
