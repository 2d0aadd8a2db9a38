"""Names that no database can hold name nothing, on either engine."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from forum.web import create_app
from tests.web.door import settings_in


@pytest.fixture
def visitor(engine: Engine, tmp_path: Path) -> FlaskClient:
    return create_app(settings_in(tmp_path), engine).test_client()


@pytest.mark.parametrize("name", ["%00", "a%00b", "%ED%A0%80", "%FF", "9" * 30, "x" * 2000])
def test_an_unfit_name_is_not_found(visitor: FlaskClient, name: str):
    for path in ("/boards/{}", "/threads/{}", "/posts/{}", "/m/{}", "/confirm/{}", "/login/{}"):
        assert visitor.get(path.format(name)).status_code in (404, 410), path
    for path in ("/search?q={0}&board={0}&who={0}", "/api/v1/search?q={0}", "/boards/?at={0}"):
        assert visitor.get(path.format(name)).status_code in (200, 400, 404), path
