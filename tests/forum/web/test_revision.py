"""304 where nothing has changed."""

from flask import Flask, Response, make_response
from flask.testing import FlaskClient

from forum.web.revision import etag, tagged, unchanged
from tests.web.council import Council
from tests.web.door import signed_in


def with_a_page(app: Flask) -> dict[str, int]:
    state = {"revision": 1, "built": 0}

    @app.get("/page")
    def page() -> Response:
        tag = etag("page", state["revision"])
        if same := unchanged(tag):
            return same
        state["built"] += 1
        return tagged(make_response("words"), tag)

    return state


def test_a_page_that_has_not_changed_is_not_built_again(app: Flask, client: FlaskClient) -> None:
    state = with_a_page(app)
    tag = client.get("/page").headers["ETag"]

    again = client.get("/page", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, state["built"]) == (304, b"", 1)

    state["revision"] = 2
    assert client.get("/page", headers={"If-None-Match": tag}).status_code == 200


def test_another_visitor_or_language_has_another_tag(
    app: Flask, client: FlaskClient, council: Council
) -> None:
    with_a_page(app)
    strangers = client.get("/page").headers["ETag"]
    english = client.get("/page", headers={"Accept-Language": "en"}).headers["ETag"]
    signed_in(client, council, "member")
    members = client.get("/page").headers["ETag"]
    assert len({strangers, english, members}) == 3
