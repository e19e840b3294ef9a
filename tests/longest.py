"""The test files that take longest, the longest first; `pytest --durations=50` shows which belong here."""

from __future__ import annotations

LONGEST = (
    "web/test_browser.py",
    "catalogue/test_mutations.py",
    "study/test_robust.py",
    "report/test_comparison_page.py",
    "web/test_soak.py",
    "report/test_browser.py",
    "mechanisms/test_poverty_trap.py",
    "study/test_generation.py",
    "web/test_serve.py",
    "docs/test_examples.py",
    "study/test_attribute.py",
    "study/test_compare.py",
    "run/test_burn_in_cache.py",
    "study/test_mend.py",
    "audit/test_properties.py",
    "cli/test_run.py",
    "engine/firms/test_mechanisms.py",
    "calibration/test_calibration.py",
    "audit/test_forms.py",
    "cli/test_studies.py",
    "audit/test_command.py",
    "bench/test_month.py",
    "docs/test_doctests.py",
    "run/test_precompile.py",
    "study/test_beside.py",
    "docs/test_site.py",
)
