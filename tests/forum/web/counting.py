"""How often the application itself is asked, behind what stands before it."""

from dataclasses import dataclass

from flask import Flask


@dataclass
class Asked:
    times: int = 0


def asked_of(app: Flask) -> Asked:
    """Counts from now on."""
    asked = Asked()

    @app.before_request
    def count() -> None:
        asked.times += 1

    return asked
