"""What the law asks about single clauses: a source, a rated act, a list, a decision."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Identifier, Record
from counterscore.regime.facts.words import (
    Context,
    Days,
    Freedom,
    Grade,
    Ground,
    Known,
    LegalBasis,
    Months,
    Purpose,
    Reference,
    Special,
)  # fmt: skip

Verified = Literal["adjudicated", "documented", "reported", "unverified"]


class SourceFacts(Record):
    """A source of data: the records of one partner.

    - `context`: the context of life that the data come from. An act may declare its own.
    - `collected_for`, `collected_by`: the purpose for which the data were first collected, and by whom.
    - `compatible`: whether the new use was found compatible with the first one.
    - `special`: special categories in the data. `infers`: those inferred from the data. `[]` declares that there are
      none. `strictly_needed`: whether the purpose cannot be achieved without them.
    - `inferred`: whether the data are themselves inferences. `biometric`: whether they are biometric.
    - `emotions`: where emotions are inferred. `public_space`: whether public places are monitored.
    - `about`: whether the data are about the person scored or about associates.
    - `in_notice`: whether people are informed about this source. `retention`: months that data are kept, or "none" if
      there is no limit.
    """

    context: Context | None = None
    collected_for: list[Purpose] | None = None
    collected_by: Literal["operator", "public-body", "private-firm", "peers"] | None = None
    compatible: bool | None = None
    legal_basis: LegalBasis | None = None
    law_reference: Reference | None = None
    special: list[Special] | None = None
    infers: list[Special] | None = None
    strictly_needed: bool | None = None
    inferred: bool | None = None
    biometric: bool | None = None
    emotions: Literal["none", "work", "school", "elsewhere"] | None = None
    public_space: bool | None = None
    about: Literal["self", "associates"] | None = None
    in_notice: bool | None = None
    retention: Months | Literal["none"] | None = None
    verified: Verified | None = None


class ActFacts(Record):
    """A rated act.

    - `context`: the context of life that the act belongs to, if it is not that of its source.
    - `gravity`: a declared judgement, from 0 (trifling) to 5 (gravest).
    - `lawful`: whether it is. `protected`: the freedom that the act exercises. `praise`: whether it praises people in
      authority.
    - `adjudicated`: whether a court, or an authority after a hearing, has established it. `already_sanctioned`: whether
      the law already punishes it. `retroactive`: whether it counted before the rule was published.
    - `relevance_shown`: whether there is evidence that the act predicts what the score is for.
    - `ground`: the prohibited ground that the act itself is. `proxy_for`: the grounds that it is a proxy for; `[]`
      declares that there are none. `justified`: the reasonable and objective criterion for it, or "none".
    - `catalogued`: whether it is in China's national basic catalogue of public credit information.
    - `stays`: months that it counts, or "none" if there is no limit.
    """

    context: Context | None = None
    gravity: Grade | None = None
    lawful: bool | None = None
    protected: Freedom | None = None
    praise: bool | None = None
    adjudicated: bool | None = None
    already_sanctioned: bool | None = None
    retroactive: bool | None = None
    relevance_shown: bool | None = None
    ground: Ground | Literal["none"] | None = None
    proxy_for: list[Ground] | None = None
    justified: Reference | None = None
    catalogued: bool | None = None
    stays: Months | Literal["none"] | None = None


class DecisionFacts(Record):
    """A decision that depends on the score.

    - `context`: the context of life in which it is made. `adverse`: whether a refusal treats people worse than people
      outside the scheme, rather than withholding a favour.
    - `severity`: how severe the treatment is, a declared judgement from 0 to 5. `days`: how long it lasts.
    - `automation`: who decides. `third_party`: whether somebody other than the operator decides by the score.
    - `essential`: whether it concerns something that people cannot do without. `associates`: whether it affects people
      other than the person scored. `override`: whether the reviewer can overrule or stop it.
    - `exception`: the ground in Article 22(2) GDPR for automated decisions.
    - `law_reference`: the law that provides for the treatment. `individual`: whether each case is examined.
    - `ground`: the prohibited ground by which the gate's `division` treats people differently, if it is not one by its
      nature. `justified`: the reasonable and objective criterion for it, or "none".
    - `listed_sanction`: whether it is in China's national list of penalties. `graded`: whether it depends on gravity.
      `private_punisher`: whether banks, associations or media have to carry it out.
    """

    context: Context | None = None
    adverse: bool | None = None
    severity: Grade | None = None
    days: Days | None = None
    automation: Literal["sole", "decisive", "advisory"] | None = None
    third_party: bool | None = None
    essential: bool | None = None
    associates: bool | None = None
    override: bool | None = None
    exception: Literal["contract", "law", "consent", "none"] | None = None
    law_reference: Reference | None = None
    individual: bool | None = None
    ground: Ground | Literal["none"] | None = None
    justified: Reference | None = None
    listed_sanction: bool | None = None
    graded: bool | None = None
    private_punisher: bool | None = None


class SanctionFacts(DecisionFacts):
    """A decision that a list blocks or opens. It has no gate of its own, to which its facts would belong."""

    decision: Identifier


class ListFacts(Record):
    """A list.

    - `adverse`: whether being on it is a burden. `prior_notice`: whether people are informed of facts, grounds and
      remedies before. `published`: whether it is public.
    - `decisions`: those that it blocks or opens and that have no gate.
    """

    adverse: bool | None = None
    prior_notice: bool | None = None
    published: bool | None = None
    decisions: list[SanctionFacts] = Field(default_factory=list[SanctionFacts], max_length=48)


class InputFacts(Record):
    """An attribute of people that a model uses as an input, besides what they do.

    - `context`: the context of life that it belongs to. `relevance_shown`: whether there is evidence that it predicts
      the outcome.
    - `ground`: the prohibited ground that it is, if it is not one by its nature. `proxy_for`: the grounds that it is a
      proxy for. `justified`: the reasonable and objective criterion for it, or "none".
    """

    attribute: Known
    context: Context | None = None
    legal_basis: LegalBasis | None = None
    law_reference: Reference | None = None
    in_notice: bool | None = None
    relevance_shown: bool | None = None
    ground: Ground | Literal["none"] | None = None
    proxy_for: list[Ground] | None = None
    justified: Reference | None = None
