"""Rules of addresses, of which only those that a page needs are made ready to be written."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule whose address-writing code is compiled when the first such address is written.

    Werkzeug compiles two functions a rule when the application is made: with our two hundred rules
    that is most of the time that making it takes, and a page writes few of them.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = super()._compile_builder
        place = "_build_unknown" if append_unknown else "_build"

        def build(rule: LateRule, /, **values: Any) -> tuple[str, str]:
            now = compiled(append_unknown).__get__(rule, None)
            setattr(rule, place, now)
            address: tuple[str, str] = now(**values)
            return address

        return build
