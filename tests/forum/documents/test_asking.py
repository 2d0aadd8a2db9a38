"""Documents that are asked for: once each, whoever asks and however many at once."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.documents import asking
from forum.documents.document import Document, Kind, State
from tests.at_once import at_once

A_PROPOSAL = (Kind.PROPOSAL, "a1b2c3d4e5f6")


def test_one_that_waits_is_the_one_that_is_asked_for_again(session):
    first = asking.ask(session, *A_PROPOSAL)
    assert asking.ask(session, *A_PROPOSAL) is first
    first.state = State.DONE
    assert asking.ask(session, *A_PROPOSAL).edition == 2


def test_other_details_are_another_edition(session):
    asking.ask(session, *A_PROPOSAL, {"addressee": "市長"})
    assert asking.ask(session, *A_PROPOSAL, {"addressee": "議長"}).edition == 2


@pytest.mark.parametrize("details", [("市長", "市長", "市長"), ("市長", "議長", "知事")])
def test_what_many_ask_for_at_once_has_an_edition_for_each_wish(engine, details):
    def ask(addressee):
        told = {"addressee": addressee}
        return lambda session, seen: asking.ask(session, *A_PROPOSAL, told).edition

    def look(session):
        return asking.newest(session, *A_PROPOSAL)

    outcomes = at_once(engine, look, *(ask(one) for one in details))

    assert set(outcomes) == set(range(1, len(set(details)) + 1)), outcomes
    with Session(engine) as session:
        assert session.scalar(select(func.count(Document.id))) == len(set(details))
