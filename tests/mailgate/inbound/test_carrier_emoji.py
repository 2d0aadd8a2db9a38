import pytest

from mailgate.inbound.carrier_emoji import Carrier, carrier_of, with_emoji
from mailgate.inbound.charsets import decode_text


@pytest.mark.parametrize(
    ("domain", "carrier"),
    [
        ("docomo.ne.jp", Carrier.DOCOMO),
        ("EZWEB.ne.jp", Carrier.KDDI),
        ("i.softbank.jp", Carrier.SOFTBANK),
        ("t.vodafone.ne.jp", Carrier.SOFTBANK),
        ("jp-t.ne.jp", Carrier.SOFTBANK),
        ("city.example.jp", None),
    ],
)
def test_a_phone_is_known_by_its_domain(domain: str, carrier: Carrier | None) -> None:
    assert carrier_of(domain) == carrier


@pytest.mark.parametrize(
    ("code", "carrier"),
    [(b"\xf8\x9f", Carrier.DOCOMO), (b"\xf6\x60", Carrier.KDDI), (b"\xf9\x8b", Carrier.SOFTBANK)],
)
def test_each_carriers_sun_shines(code: bytes, carrier: Carrier) -> None:
    assert decode_text("晴れ".encode("cp932") + code, "shift_jis", carrier) == "晴れ☀"


def test_softbanks_and_aus_own_unicode_is_read() -> None:
    assert with_emoji("\ue04a", Carrier.SOFTBANK) == "☀"
    assert with_emoji("\uef60", Carrier.KDDI) == "☀"


def test_without_a_known_carrier_only_unambiguous_pictures_are_read() -> None:
    assert with_emoji("晴れ\ue63e\ue04a", None) == "晴れ☀\ue04a"
