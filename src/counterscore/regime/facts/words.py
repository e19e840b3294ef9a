"""The terms in which a regime declares what the law asks about."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from counterscore.catalogue.figure import Figure

# Contexts of life, from which data come and in which decisions are made. Their titles and their identifiers in the
# Data Privacy Vocabulary are in `catalogue/laws/vocabulary.toml`.
Context = Literal[
    "shopping", "communication", "social-ties", "opinion", "association", "religion", "media", "reading", "movement",
    "traffic", "civic-life", "family", "health", "work", "employment", "education", "housing", "utilities", "credit",
    "payment", "insurance", "tax", "public-benefits", "official-documents", "travel", "justice", "policing",
    "migration", "business", "public-procurement", "internet-access", "dating", "advertising", "fraud-prevention",
    "customer-service", "emergency", "reputation",
]  # fmt: skip

# What an operator may know about a person besides records: attributes and circumstances, never latent traits.
Known = Literal[
    "age", "income", "education",
    "female", "urban", "minority", "internet", "employed", "ill", "partnered", "home-owner", "strained",
]  # fmt: skip

# Purposes of data: identifiers of the Data Privacy Vocabulary, and a few of our own where it has none.
Purpose = Literal[
    "dpv:CreditChecking", "dpv:FraudPreventionAndDetection", "dpv:LegalCompliance", "dpv:Marketing",
    "dpv:PersonalisedAdvertising", "dpv:PersonnelHiring", "dpv:PaymentManagement", "dpv:ProtectionOfPublicSecurity",
    "dpv:PublicBenefit", "dpv:ServiceProvision", "sector-education:StudentAdmissionScreening",
    "sector-publicservices:PublicServiceEligibilityAssessment",
    "sector-publicservices:SocialWelfareEligibilityAssessment", "sector-publicservices:SocialWelfareRiskAssessment",
    "general-trustworthiness", "offence-risk", "insurance-pricing", "tax-audit-selection", "peer-rating",
]  # fmt: skip

LegalBasis = Literal[
    "dpv:Consent", "dpv:Contract", "dpv:LegalObligation", "dpv:VitalInterest", "dpv:PublicInterest",
    "dpv:OfficialAuthorityOfController", "dpv:LegitimateInterest", "none",
]  # fmt: skip

# Special categories of personal data, and `offences`, which the law treats separately.
Special = Literal["race", "politics", "religion", "union", "genetics", "biometrics", "health", "sex-life", "offences"]
# Grounds on which different treatment is prohibited or has to be justified.
Ground = Literal[
    "race", "religion", "politics", "national-origin", "sex", "marital-status", "age", "disability",
    "public-assistance", "birth", "property", "language", "union",
]  # fmt: skip
Freedom = Literal["speech", "assembly", "association", "religion", "petition", "vote", "union", "thought", "none"]


def _on_the_scale(figure: Figure) -> Figure:
    if not 0 <= figure.value <= 5 or figure.value != int(figure.value):
        raise ValueError(f"a grade is a whole number from 0 to 5, not {figure.value:g}")
    return figure


# A declared judgement on the scale from 0 (trifling) to 5 (gravest), with its justification.
Grade = Annotated[Figure, AfterValidator(_on_the_scale)]
Days = Annotated[int, Field(ge=0, le=36_500)]
Months = Annotated[int, Field(ge=0, le=1200)]
# The name of a law or a court decision, or "none" if the regime declares that there is none.
Reference = Annotated[str, Field(min_length=1, max_length=200)]
