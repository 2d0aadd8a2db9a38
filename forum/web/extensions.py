"""The extensions of the web door, each made once and connected in `create_app`."""

from typing import Any

from flask import Flask, current_app, has_request_context, request
from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Connection, Engine

from forum.base import Base, writing

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class DoorSession(Session):
    """`db.session`: reads on a GET; on anything else takes the writer's turn when it begins."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        bind = super().get_bind(*args, **kwargs)
        if has_request_context() and request.method not in SAFE_METHODS:
            return current_app.extensions["kakehashi-writer"]
        return bind


class Database(SQLAlchemy):
    """Flask-SQLAlchemy over the engine that the entry point made, and the tables of the house."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        return app.extensions["kakehashi-engine"]


db = Database(metadata=Base.metadata, session_options={"class_": DoorSession})
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()


def connect(app: Flask, engine: Engine) -> None:
    """Join the extensions to the application."""
    app.extensions["kakehashi-engine"] = engine
    app.extensions["kakehashi-writer"] = writing(engine)
    app.config["SQLALCHEMY_DATABASE_URI"] = engine.url
    db.init_app(app)
    csrf.init_app(app)
