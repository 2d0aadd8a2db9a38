"""`status 提案3` says where a proposal stands, in however many ways it may be written."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import today, writing
from forum.dates import fiscal_year_number
from tests.forum.announcements.city import CityHall

ERA = fiscal_year_number(today()) - 2018


@pytest.fixture
def hall(engine: Engine, tmp_path: Path) -> CityHall:
    hall = CityHall(engine, tmp_path)
    with Session(writing(engine)) as session, session.begin():
        proposal, stage = hall.proposal(session), hall.stage(session)
        stage.submit(proposal)
        stage.receive(proposal)
        stage.answer(proposal)
    return hall


def asked(hall: CityHall, words: str) -> str:
    hall.write("general-request", words, "", sender="aoi@example.jp")
    return hall.letters("aoi")[-1]


@pytest.mark.parametrize(
    "words",
    [
        "status 提案1",
        "状況 提案１",
        "ｓｔａｔｕｓ　提案第１号",
        f"令和{ERA}年度提案第1号",
        f"status 令和{ERA}年度提案第1号",
        "提案1の状況",
        "status proposal 1",
    ],
)
def test_a_proposal_is_known_by_its_number(hall: CityHall, words: str):
    letter = asked(hall, words)
    for told in ("いまの段階：回答済", "決定：", "提出：", "回答の期限：", "一部反映・実施予定（",
                 "準備します。", f"/proposals/{hall.public_id}"):  # fmt: skip
        assert told in letter


@pytest.mark.parametrize("words", ["status 提案7", "status 令和3年度提案第1号", "status 伝達1"])
def test_an_unknown_number_is_answered_kindly(hall: CityHall, words: str):
    letter = asked(hall, words)
    assert "見つかりません" in letter
    assert "提案第1号" in letter
