"""Where is my mail?"""

from flask.testing import FlaskClient

from tests.web.council import Council


def test_the_link_tells_what_became_of_one_mail(client: FlaskClient, council: Council) -> None:
    answer = client.get(f"/mail/{council.trace}")
    assert answer.status_code == 200
    assert "general@lists.example.jp" in answer.text
    assert "egor@" not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_link_tells_nothing(client: FlaskClient, council: Council) -> None:
    for token in ("0" * 12, council.trace[:-1], "x", "%00"):
        assert client.get(f"/mail/{token}").status_code == 404
