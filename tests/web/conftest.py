"""A living server with the seeded council, and windows of the browser to look at it."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import Engine
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse

from forum.base import connect
from forum.web import create_app
from forum.web.login import session_id
from tests.web import trials
from tests.web.council import Council
from tests.web.door import seeded, settings_in
from tests.web.visits import VISITS, Visit


@dataclass
class House:
    """The seeded council behind a server on a free port."""

    app: Flask
    council: Council
    url: str

    def address(self, endpoint: str, visit: Visit) -> str:
        """The whole address of a visit."""
        with self.app.test_request_context(base_url="http://localhost"):
            return self.url + self.app.url_for(endpoint, **visit.values(self.council))

    def read(self, path: str, who: str | None, **headers: str) -> TestResponse:
        """A page as `who` gets it, without a browser."""
        client = self.app.test_client()
        if who:
            client.set_cookie(*self.cookie(who))
        return client.get(path, headers=headers, base_url="http://localhost", follow_redirects=True)

    def let_in(self, context: BrowserContext, who: str) -> None:
        """Sign a window in as one of the council's people."""
        name, value = self.cookie(who)
        context.add_cookies([{"name": name, "value": value, "url": self.url}])

    def cookie(self, who: str) -> tuple[str, str]:
        """The session cookie of one of the council's people: its name and its value."""
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        account = session_id(*self.council.accounts[who])
        value = signer.dumps({"_user_id": account, "_fresh": True})
        return self.app.config["SESSION_COOKIE_NAME"], value


class _Silent(WSGIRequestHandler):
    def log_request(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def house_engine(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("house") / "kakehashi.sqlite3"
    shutil.copy(sqlite_template, path)
    engine = connect(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def house(house_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    app = create_app(
        settings_in(tmp_path_factory.mktemp("data"), KAKEHASHI_DEV_MAILBOX="1"), house_engine
    )
    app.register_blueprint(trials.bp)
    council = seeded(app, house_engine)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield House(app, council, f"http://localhost:{server.port}")
    server.shutdown()
    thread.join(5)


def window(
    browser: Browser, house: House, who: str | None, width: int = 1280, **more: object
) -> BrowserContext:
    """A fresh browser window of that width, signed in as `who`."""
    options: dict[str, object] = {"locale": "ja", "reduced_motion": "reduce", **more}
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    if who:
        house.let_in(context, who)
    return context


def every_visit() -> list[object]:
    """Each visit as a pytest parameter, named by endpoint and visitor."""
    return [
        pytest.param(endpoint, visit, id=f"{endpoint}-{visit.who or 'anybody'}-{index}")
        for endpoint, visits in sorted(VISITS.items())
        for index, visit in enumerate(visits)
    ]
