"""Whatever is asked over HTTP, within the description and beyond it, is answered as described."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from counterscore.web.app import make
from counterscore.web.city import City

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
app = make()
schema = schemathesis.openapi.from_dict(__import__("counterscore.web.openapi", fromlist=["description"]).description())
schema.app = app


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_described(case: schemathesis.Case, city: City):
    with TestClient(app, base_url="http://127.0.0.1:8017") as client:
        app.state.works.keep(city.scenario.key, city)
        if "key" in case.path_parameters:
            case.path_parameters["key"] = city.scenario.key
        case.call_and_validate(session=client, checks=CHECKS)
