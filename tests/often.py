"""Settings for property tests whose verdict depends neither on chance nor on the speed of the machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

NO_HEALTH_CHECK = (
    HealthCheck.data_too_large,
    HealthCheck.differing_executors,
    HealthCheck.filter_too_much,
    HealthCheck.function_scoped_fixture,
    HealthCheck.large_base_example,
    HealthCheck.nested_given,
    HealthCheck.too_slow,
)
often = settings(deadline=None, suppress_health_check=NO_HEALTH_CHECK, database=None, derandomize=True)
