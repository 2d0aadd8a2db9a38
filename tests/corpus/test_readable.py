"""Where the bytes can be read they are read: U+FFFD stands only for what nobody could have read."""

import re
import tomllib
from pathlib import Path

import pytest

from mailgate.inbound.decoding import DecodedMessage, decode
from tests.corpus.facts import CORPUS, mails

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here"),
]

EXCEPTIONS = tomllib.loads(Path(__file__).with_name("exceptions_readable.toml").read_text("utf-8"))
JAPANESE = ("04-japanese", "02-reply/redmine", "05-archives/linux-sh-jp", "05-archives/linux-nilfs")
# Private characters are a carrier's emoji that was not read.
_UNREAD_EMOJI = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    return {f"{name}:{path.name}": shown(decode(path.read_bytes())) for name, path in mails()}


def shown(mail: DecodedMessage) -> str:
    people = (*mail.from_, *mail.to, *mail.cc, *mail.reply_to)
    names = [*(one.name for one in people), *(file.name for file in mail.attachments)]
    return "\n".join([mail.subject, mail.text, *names])


def test_nothing_is_lost_that_could_be_read(read) -> None:
    unreadable = {case for case, text in read.items() if "\ufffd" in text}
    assert unreadable == set(EXCEPTIONS["cases"])
    assert set(EXCEPTIONS["cases"].values()) == set(EXCEPTIONS["rules"])


def test_every_emoji_of_a_telephone_is_read(read) -> None:
    left = {
        case: _UNREAD_EMOJI.findall(text)
        for case, text in read.items()
        if case.startswith(JAPANESE) and _UNREAD_EMOJI.search(text)
    }
    assert not left
