"""What law asks about a regime as a whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Record, Share
from counterscore.regime.facts.rights import RightsFacts
from counterscore.regime.facts.words import Context, Days, Months, Purpose


class ScoreFacts(Record):
    """How the number is made and how far it reaches.

    - `method`: rules that people wrote (`ledger`), or statistics, or learning, or ratings by others.
    - `scope`: one context, several, or a general score. `formula_public`; `validated` against what it is for.
    - `shared`: whether others than the operator receive it.
    - `ties`: whether the scores or acts of people one knows move it.
    """

    method: Literal["ledger", "statistics", "machine-learning", "ratings"] | None = None
    scope: Literal["one-context", "several-contexts", "general"] | None = None
    formula_public: bool | None = None
    validated: bool | None = None
    shared: bool | None = None
    ties: bool | None = None


class PublicationFacts(Record):
    """Who sees a person's standing, which of it, how long, and whether that is asked first or set by default."""

    audience: Literal["nobody", "holder", "consented", "public"] | None = None
    fields: list[str] | None = None
    days: Days | None = None
    consent: bool | None = None
    by_default: bool | None = None


class ParticipationFacts(Record):
    """How people come to be scored. `refusal_costs`: they lose by refusing; `needed`: the data are necessary."""

    mode: Literal["voluntary", "opt-out", "mandatory"] | None = None
    refusal_costs: bool | None = None
    needed: bool | None = None
    exit: bool | None = None
    alternative: bool | None = None


class GovernanceFacts(Record):
    """What the operator does to stay answerable.

    - `impact_assessment`: of data protection; `rights_assessment`: of fundamental rights; `iterative`: done again.
    - `logs`: months that logs are kept. `bias_test`. `owner`: a competent person oversees it. `told`: those concerned
      (workers among them) are told that it is used. `record`: of the system and its use.
    - `selection_ratio`: the lowest ratio of selection rates between two groups that the operator's own test found.
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


class Relevance(Record):
    """A declared judgement: how far data `of` these contexts bear on decisions in `to`, and `because` of what.

    `none`: unrelated; `disputed`: some say so; `accepted`: it is commonly taken to be relevant.
    """

    of: list[Context] = Field(min_length=1)
    to: list[Context] = Field(min_length=1)
    relevance: Literal["none", "disputed", "accepted"]
    because: str = Field(min_length=1)


class Facts(Record):
    """The regime as law asks about it. `sources`: where these facts are from.

    - `operator`; `sector`; `jurisdictions` in which it is in force; `minors`: whether they are scored.
    - `subjects`: whether natural persons or companies are rated.
    - `ai_system`: whether it is one, with `ai_because`; `claims_not_high_risk`: whether the operator says so.
    - `purposes`; `window`: months over which behaviour is looked at; `large_scale`; `profiles` people.
    - `monitoring`: how far people are watched. `assembles_reputation`: for others who decide on eligibility.
    """

    operator: Literal["public", "private", "on-behalf"] | None = None
    sector: Context | None = None
    jurisdictions: list[Literal["eu", "us", "cn", "other"]] | None = None
    minors: bool | None = None
    subjects: list[Literal["persons", "companies"]] | None = None
    ai_system: Literal["yes", "no", "unknown"] | None = None
    ai_because: str | None = None
    claims_not_high_risk: bool | None = None
    purposes: list[Purpose] | None = None
    window: Months | None = None
    large_scale: bool | None = None
    profiles: bool | None = None
    monitoring: Literal["none", "targeted", "pervasive"] | None = None
    assembles_reputation: bool | None = None
    sources: list[str] = Field(default_factory=list[str])
    score: ScoreFacts | None = None
    publication: PublicationFacts | None = None
    participation: ParticipationFacts | None = None
    rights: RightsFacts | None = None
    governance: GovernanceFacts | None = None
    relevance: list[Relevance] = Field(default_factory=list[Relevance], max_length=64)
