import re
from pathlib import Path

import pytest

from mailgate.authentication.keys import read_key
from mailgate.outbound.signing.keyring import Algorithm, Keyring, Unusable
from mailgate.outbound.signing.records import (
    Published,
    host_of,
    published,
    require_published,
    zone_line,
)
from tests.mailgate.authentication.records import TROUBLE, Records
from tests.mailgate.outbound.signing.keys import DOMAIN, a_key, names

HOST = f"rsa._domainkey.{DOMAIN}"


def test_a_zone_line_holds_the_key_in_strings_that_fit():
    line = zone_line(host_of(a_key(), DOMAIN), a_key().record)

    strings = re.findall(r'"([^"]*)"', line)
    assert "".join(strings) == a_key().record
    assert max(map(len, strings)) <= 255
    assert line.startswith(f"{HOST}. IN TXT ( ")
    assert read_key("".join(strings).encode()).bits == 2048


def test_a_short_record_is_one_string():
    key = a_key("ed")
    assert zone_line(host_of(key, DOMAIN), key.record).count('"') == 2
    assert read_key(key.record.encode()).kind == "ed25519"


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ([], Published.MISSING),
        (TROUBLE, Published.UNKNOWN),
        ([b"v=DKIM1; p="], Published.OTHER),
        ([b"something else"], Published.OTHER),
        ([a_key("ed").record.encode()], Published.OTHER),
        ([a_key().record.encode()] * 2, Published.OTHER),
        ([a_key().record.replace("k=rsa; p=", "p= ").encode()], Published.SAME),
    ],
)
def test_what_is_published_is_compared_with_what_signs(found, state):
    names = Records({HOST: {"TXT": found}})

    assert published(a_key(), DOMAIN, names) is state
    if state is not Published.SAME:
        with pytest.raises(Unusable, match=re.escape(HOST)):
            require_published(a_key(), DOMAIN, names)


def test_our_own_record_is_the_same():
    require_published(a_key(), DOMAIN, names())


def test_a_retired_key_has_no_record_any_more(tmp_path: Path):
    ring = Keyring(tmp_path)
    ring.make("one", Algorithm.ED25519)

    with pytest.raises(Unusable):
        _ = ring.retire("one").record
