from mailgate.inbound.flowed import unflowed


def test_soft_line_ends_are_joined() -> None:
    assert unflowed("one \ntwo\nthree", delsp=False) == "one two\nthree"


def test_japanese_lines_join_without_a_space() -> None:
    assert unflowed("公園の \n予算", delsp=True) == "公園の予算"


def test_quotes_join_only_at_their_own_depth() -> None:
    assert unflowed("> a \n> b \n>> c\nd", delsp=False) == "> a b\n>> c\nd"


def test_the_line_of_a_signature_never_flows() -> None:
    assert unflowed("text \n-- \nAoi", delsp=False) == "text\n-- \nAoi"


def test_stuffed_spaces_are_removed() -> None:
    assert unflowed(" >not a quote\n From here", delsp=False) == ">not a quote\nFrom here"
