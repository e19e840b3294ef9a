"""Property tests whose verdict hangs neither on chance nor on how fast the machine is."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

NO_HEALTH_CHECK = [*HealthCheck.__members__.values()]
often = settings(deadline=None, suppress_health_check=NO_HEALTH_CHECK, database=None, derandomize=True)
