"""What the law asks about a regime as a whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Notes, Record, Share, Words
from counterscore.regime.facts.rights import RightsFacts
from counterscore.regime.facts.words import Context, Days, Months, Purpose


class ScoreFacts(Record):
    """How the score is made, and how widely it is used.

    - `method`: rules written by people (`ledger`), statistics, machine learning, or ratings by other people.
    - `scope`: one context, several contexts, or a general score. `formula_public`: whether the formula is published.
      `validated`: whether the score was validated against its purpose.
    - `shared`: whether anyone besides the operator receives it.
    - `ties`: whether the scores or acts of acquaintances affect it.
    """

    method: Literal["ledger", "statistics", "machine-learning", "ratings"] | None = None
    scope: Literal["one-context", "several-contexts", "general"] | None = None
    formula_public: bool | None = None
    validated: bool | None = None
    shared: bool | None = None
    ties: bool | None = None


class PublicationFacts(Record):
    """Who sees a person's score, which fields of it, for how many days, with consent or by default."""

    audience: Literal["nobody", "holder", "consented", "public"] | None = None
    fields: list[str] | None = None
    days: Days | None = None
    consent: bool | None = None
    by_default: bool | None = None


class ParticipationFacts(Record):
    """How people come to be scored.

    `refusal_costs`: whether a refusal has a cost. `needed`: whether the data are necessary. `exit`: whether people can
    leave. `alternative`: whether there is another way to get the service.
    """

    mode: Literal["voluntary", "opt-out", "mandatory"] | None = None
    refusal_costs: bool | None = None
    needed: bool | None = None
    exit: bool | None = None
    alternative: bool | None = None


class GovernanceFacts(Record):
    """How the operator is held accountable.

    - `impact_assessment`: of data protection. `rights_assessment`: of fundamental rights. `iterative`: whether they are
      repeated.
    - `logs`: months that logs are kept. `bias_test`: whether there was one. `owner`: whether a competent person
      oversees the system. `told`: whether the people concerned, including workers, know that it is used. `record`:
      whether the system and its use are documented.
    - `selection_ratio`: the lowest ratio of selection rates between two groups in the operator's own test.
    """

    impact_assessment: bool | None = None
    rights_assessment: bool | None = None
    iterative: bool | None = None
    logs: Months | None = None
    bias_test: bool | None = None
    owner: bool | None = None
    told: bool | None = None
    record: bool | None = None
    selection_ratio: Share | None = None


class DeclaredRelevance(Record):
    """A declared judgement: how relevant data `of` these contexts are `to` decisions in those, and `because` of what.

    `none`: unrelated. `disputed`: some say that it is relevant. `accepted`: it is generally considered relevant.
    """

    of: list[Context] = Field(min_length=1)
    to: list[Context] = Field(min_length=1)
    relevance: Literal["none", "disputed", "accepted"]
    because: Words = Field(min_length=1)


class Facts(Record):
    """What the law asks about the regime as a whole. `sources`: where these facts come from.

    - `operator`: who runs it. `sector`: in which context. `jurisdictions`: where it is in force. `minors`: whether
      minors are scored. `subjects`: whether natural persons or companies are rated.
    - `ai_system`: whether it is one, `ai_because`: why. `claims_not_high_risk`: whether the operator claims that it is
      not a high-risk system.
    - `purposes`: what it is for. `window`: months of behaviour that it evaluates. `large_scale`: whether it evaluates
      people at large scale. `profiles`: whether it profiles people.
    - `monitoring`: how closely people are watched. `assembles_reputation`: whether it supplies reputations to others
      who decide on eligibility.
    """

    operator: Literal["public", "private", "on-behalf"] | None = None
    sector: Context | None = None
    jurisdictions: list[Literal["eu", "us", "cn", "other"]] | None = None
    minors: bool | None = None
    subjects: list[Literal["persons", "companies"]] | None = None
    ai_system: Literal["yes", "no", "unknown"] | None = None
    ai_because: Words | None = None
    claims_not_high_risk: bool | None = None
    purposes: list[Purpose] | None = None
    window: Months | None = None
    large_scale: bool | None = None
    profiles: bool | None = None
    monitoring: Literal["none", "targeted", "pervasive"] | None = None
    assembles_reputation: bool | None = None
    sources: Notes = Field(default_factory=list[str])
    score: ScoreFacts | None = None
    publication: PublicationFacts | None = None
    participation: ParticipationFacts | None = None
    rights: RightsFacts | None = None
    governance: GovernanceFacts | None = None
    relevance: list[DeclaredRelevance] = Field(default_factory=list[DeclaredRelevance], max_length=64)
