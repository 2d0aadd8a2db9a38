from mailgate.inbound.replies import with_enhanced_code


def test_a_reply_without_an_enhanced_code_gets_the_usual_one():
    assert with_enhanced_code("250 OK") == "250 2.0.0 OK"
    assert with_enhanced_code("500 Error: bad syntax") == "500 5.5.2 Error: bad syntax"


def test_a_code_that_is_there_stays_and_some_replies_have_none():
    for reply in ("550 5.7.1 No", "220 host ESMTP", "354 Go on", "250 2.1.0 Ok"):
        assert with_enhanced_code(reply) == reply


def test_no_reply_carries_control_bytes():
    assert with_enhanced_code("421 4.7.0 A\r\0\x1b sent too many times") == (
        "421 4.7.0 A??? sent too many times"
    )
