"""The description of the interface: complete, and true of every answer."""

from __future__ import annotations

import re

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import load_all_checks, negative_data_rejection
from schemathesis.specs.openapi.schemas import OpenApiSchema

from search import SORTS
from web.api.negotiation import DATA_TYPES
from web.api.openapi import description
from web.api.routes import LIMITS
from web.search_params import MAX_DATE, MAX_QUERY, MAX_VALUE, MAX_VALUES

load_all_checks()


# A parameter that makes no sense is ignored with a note: with us that is no mistake.
TOLERATED = [negative_data_rejection]


FOR_PEOPLE = {"desk", "deliver"}
"""Forms, whose tokens only our own pages have: no program is meant to use them."""


@pytest.fixture(scope="session")
def api(app: Flask) -> OpenApiSchema:
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


# Through Hypothesis itself: the plugin of schemathesis for pytest does not know pytest 9.
@pytest.mark.parametrize("path", [p for p, of in description("/")["paths"].items() if "get" in of])
def test_every_answer_is_as_described(api: OpenApiSchema, path: str) -> None:
    @settings(suppress_health_check=list(HealthCheck))
    @given(case=api[path]["GET"].as_strategy())
    def ask(case: Case) -> None:
        case.call_and_validate(excluded_checks=TOLERATED)

    ask()


def test_every_route_is_described(app: Flask) -> None:
    routes = {
        re.sub(r"<[^>]*:name>", "{id}", str(rule)).replace("<any(json, rss, csv):form>", "FORM")
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and rule.endpoint.partition(".")[0] not in FOR_PEOPLE
    }
    described = set(description("/")["paths"])
    forms = {path.replace("FORM", form) for path in routes for form in ("json", "rss", "csv")}
    assert forms <= described
    assert described - forms == {
        "/article/{id}.json", "/article/{id}/original", "/article/{id}/file",
        "/name/{id}.json", "/story/{id}.json",
    }  # fmt: skip


def test_parameters_have_the_limits_and_values_of_the_code() -> None:
    parameters = description("/")["components"]["parameters"]
    for form, (usual, most) in LIMITS.items():
        schema = parameters[f"limit_{form}"]["schema"]
        assert (schema["default"], schema["maximum"]) == (usual, most)
    assert parameters["sort"]["schema"]["enum"] == list(SORTS)
    assert parameters["format"]["schema"]["enum"] == ["html", *DATA_TYPES]
    assert parameters["q"]["schema"]["maxLength"] == MAX_QUERY
    for name in ("outlet", "not_outlet", "lang"):
        schema = parameters[name]["schema"]
        assert (schema["maxItems"], schema["items"]["maxLength"]) == (MAX_VALUES, MAX_VALUE)
    for name in ("from", "to"):
        assert parameters[name]["schema"]["maxLength"] == MAX_DATE


def test_every_part_of_the_description_is_used() -> None:
    document = description("/")
    used = set(re.findall(r"'\$ref': '#/components/([^']+)'", str(document)))
    parts = document["components"]
    kinds = ("parameters", "responses", "schemas")
    assert used == {f"{kind}/{name}" for kind in kinds for name in parts[kind]}


def test_description_is_of_the_format_it_names(client: FlaskClient) -> None:
    document = client.get("/openapi.json").json
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "/"}]
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", document["info"]["version"])


def test_description_names_the_prefix_it_is_reached_by(client: FlaskClient) -> None:
    document = client.get("/openapi.json", base_url="http://localhost/news").json
    assert document["servers"] == [{"url": "/news"}]


def test_every_reference_leads_somewhere() -> None:
    document = description("/")
    references = re.findall(r"'\$ref': '#/([^']+)'", str(document))
    assert len(references) > 9
    for reference in references:
        part = document
        for name in reference.split("/"):
            part = part[name]
        assert part
