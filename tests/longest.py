"""The test files that take longest, the longest first; `pytest --durations=50` shows which belong here."""

from __future__ import annotations

LONGEST = (
    "web/test_browser.py",
    "catalogue/test_mutations.py",
    "study/test_robust.py",
    "report/test_browser.py",
    "report/test_comparison_page.py",
    "study/test_attribute.py",
    "web/test_soak.py",
    "mechanisms/test_poverty_trap.py",
    "study/test_generation.py",
    "docs/test_examples.py",
    "web/test_serve.py",
    "study/test_compare.py",
    "run/test_burn_in_cache.py",
    "study/test_mend.py",
    "audit/test_properties.py",
    "cli/test_studies.py",
    "docs/test_doctests.py",
    "cli/test_run.py",
    "engine/firms/test_mechanisms.py",
)
