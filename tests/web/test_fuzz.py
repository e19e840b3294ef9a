"""Any HTTP request, valid or not, gets an answer that the API description allows."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from counterscore.web.app import make
from counterscore.web.city import City
from often import NO_HEALTH_CHECK

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
app = make()
schema = schemathesis.openapi.from_dict(__import__("counterscore.web.openapi", fromlist=["description"]).description())
schema.app = app


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=NO_HEALTH_CHECK)
def test_every_answer_conforms_to_the_api_description(case: schemathesis.Case, city: City):
    with TestClient(app, base_url="http://127.0.0.1:8017") as client:
        session: Any = client  # it has the methods of a requests session, not its type
        app.state.works.keep(city.scenario.key, city)
        if "key" in case.path_parameters:
            case.path_parameters["key"] = city.scenario.key
        case.call_and_validate(session=session, checks=CHECKS)
