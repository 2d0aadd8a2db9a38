"""A contribution can be put aside and taken up again, and is known again by what it says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.acceptance.contribution import Contribution, KeptAttachment
from forum.archive.thread import Identity
from forum.people.person import Role
from forum.people.standing import Standing
from tests.factories import a_board, a_contribution, an_author

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50)


@given(
    subject=WORDS, text=WORDS, references=st.lists(WORDS, max_size=3), size=st.integers(0, 10**9)
)
def test_what_is_held_comes_back_as_it_was(subject, text, references, size):
    author = an_author(
        "Mori",
        standing=Standing(7, frozenset({(Role.CHAIR, None), (Role.MODERATOR, 3)})),
        person_id=7,
    )
    told = a_contribution(
        author=author,
        board=a_board(refused_types=("video/*",)),
        subject=subject,
        text=text,
        references=tuple(references),
        size=size,
        attachments=(KeptAttachment("地図.pdf", "application/pdf", 1, "ab"),),
        remarks=({"code": "defect", "defect": "x"},),
        proof={"by": "mx"},
    )
    assert Contribution.from_json(told.to_json()) == told


FOOTER = "\n_______________________________________________\nPark mailing list\nhttps://lists.example/park\n"


@pytest.mark.parametrize(
    "change",
    [
        {"text": "one\r\ntwo  \r\n\r\n"},
        {"subject": "[general 12] 公園"},
        {"subject": "Re: 公園"},
        {"identity": Identity.ALIGNED},
        {"message_id": "another"},
        {"text": "one\ntwo" + FOOTER},
    ],
)
def test_line_ends_list_counters_and_footers_make_no_difference(change):
    told = a_contribution(subject="公園", text="one\ntwo\n")
    assert replace(told, **change).fingerprint == told.fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"text": "one\ntwo\nthree"},
        {"subject": "道路"},
        {"author": an_author("Ren")},
        {"attachments": (KeptAttachment("a", "b", 1, "c"),)},
    ],
)
def test_words_subject_author_and_files_do(change):
    told = a_contribution(subject="公園", text="one\ntwo\n")
    assert replace(told, **change).fingerprint != told.fingerprint
