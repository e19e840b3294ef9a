"""What data sources and operators learn about people: the share of acts they record, and undeclared attributes."""

NAME = "privacy.parquet"
# Citizens above which privacy is not measured: it takes a record of everybody's acts, 224 bytes a person.
MOST = 500_000
# Citizens times months above which a subprocess estimates what can be inferred, so that its imports cost no time.
SUBPROCESS_FROM = 500_000
