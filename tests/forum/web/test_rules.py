"""Addresses are written as Werkzeug writes them, though a rule is compiled only when it is needed."""

import pytest
from flask import Flask
from werkzeug.routing import BuildError, Map, Rule

from forum.web.rules import LateRule


def test_every_address_of_the_house_is_werkzeugs_own(app: Flask) -> None:
    known = {"converters": app.url_map.converters}
    for rule in app.url_map.iter_rules():
        values = dict.fromkeys(rule.arguments, 7) | {"seite": "zwei & drei"}
        plain = Map([Rule(rule.rule, endpoint=rule.endpoint, defaults=rule.defaults)], **known)
        expected = plain.bind("localhost").build(rule.endpoint, values)
        late = LateRule(rule.rule, endpoint=rule.endpoint, defaults=rule.defaults)
        alone = Map([late], **known)
        assert [alone.bind("localhost").build(rule.endpoint, values) for _ in "12"] == [
            expected
        ] * 2


def test_every_rule_of_the_rooms_is_a_late_one(app: Flask) -> None:
    early = [rule.rule for rule in app.url_map.iter_rules() if not isinstance(rule, LateRule)]
    assert early == ["/static/<path:filename>"]


def test_an_address_that_can_not_be_written_is_refused_each_time() -> None:
    rules = Map([LateRule("/posts/<int:number>", endpoint="post")]).bind("localhost")
    for _ in range(2):
        with pytest.raises(BuildError):
            rules.build("post", {})
    assert rules.build("post", {"number": 3, "append": None}) == "/posts/3"
