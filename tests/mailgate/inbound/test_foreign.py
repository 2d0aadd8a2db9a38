import pytest

from mailgate.inbound.foreign import unlabelled_codec


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        ("您好，你今天好吗？我们明天开会。", "gb2312", "gb18030"),
        ("안녕하세요 제 이름은", "euc_kr", "cp949"),
        ("您好，你今天好嗎？我們明天開會。", "big5", "big5hkscs"),
        ("Здравствуйте", "koi8_r", "koi8_r"),
        ("Здравствуйте", "cp1251", "cp1251"),
        ("Grüße aus Österreich", "cp1252", None),
        ("été à Orléans", "cp1252", None),
    ],
)
def test_scripts_are_told_apart_by_their_bytes(text: str, codec: str, found: str | None) -> None:
    assert unlabelled_codec(text.encode(codec)) == found


def test_a_few_bytes_are_no_ground_for_a_guess() -> None:
    assert unlabelled_codec("да".encode("koi8_r")) is None
