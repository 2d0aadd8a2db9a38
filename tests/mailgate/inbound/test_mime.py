from base64 import encodebytes

from mailgate.inbound.headers import split
from mailgate.inbound.mime import DEEPEST, MOST_PARTS, Budget, Part, parse


def tree(raw: bytes) -> tuple[Part, Budget]:
    budget = Budget()
    head, body, _ = split(raw)
    return parse(head, body, budget), budget


def mixed(*parts: bytes, boundary: bytes = b"b", close: bool = True) -> bytes:
    lines = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    head = b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\npreamble\r\n'
    return head + lines + (b"--" + boundary + b"--\r\nepilogue\r\n" if close else b"")


def test_parts_stand_between_the_boundaries() -> None:
    root, budget = tree(mixed(b"\r\none\r\n", b"Content-Type: text/html\r\n\r\ntwo"))
    assert [(part.type, part.body) for part in root.children] == [
        ("text/plain", b"one\r\n"),
        ("text/html", b"two"),
    ]
    assert not budget.defects


def test_a_multipart_that_was_never_closed_loses_nothing() -> None:
    root, budget = tree(mixed(b"\r\none", b"\r\ntwo", close=False))
    assert [part.body for part in root.children] == [b"one", b"two\r\n"]
    assert "multipart not closed" in budget.defects


def test_a_longer_boundary_is_another_one() -> None:
    inner = mixed(b"\r\nin", boundary=b"b-2")
    root, _ = tree(mixed(inner, b"\r\nout"))
    assert [len(part.children) for part in root.children] == [1, 0]


def test_a_missing_boundary_is_guessed_from_the_text() -> None:
    raw = b"Content-Type: multipart/mixed\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\nhi\r\n--x--\r\n"
    root, budget = tree(raw)
    assert [part.type for part in root.children] == ["text/html"]
    assert "boundary guessed" in budget.defects


def test_without_any_boundary_a_multipart_is_text() -> None:
    root, budget = tree(b'Content-Type: multipart/mixed; boundary="b"\r\n\r\njust text\r\n--bx\r\n')
    assert (root.type, root.children) == ("text/plain", [])
    assert "boundary missing" in budget.defects


def test_an_encoded_multipart_is_decoded_first() -> None:
    head, body, _ = split(mixed(b"\r\none"))
    raw = head.rstrip() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encodebytes(body)
    assert [part.body for part in tree(raw)[0].children] == [b"one"]


def test_parts_of_a_digest_are_mails() -> None:
    raw = mixed(b"\r\nSubject: x\r\n\r\nhi").replace(b"mixed", b"digest")
    assert [part.type for part in tree(raw)[0].children] == ["message/rfc822"]


def test_broken_types_are_repaired_or_kept_as_files() -> None:
    types = [b"text", b"TEXT/Plain", b"multipart", b"nonsense", b"", b"image/png garbage"]
    found = [tree(b"Content-Type: " + written + b"\r\n\r\nx")[0].type for written in types]
    assert found == [
        "text/plain", "text/plain", "text/plain", "application/octet-stream", "text/plain",
        "image/png",
    ]  # fmt: skip


def test_depth_and_number_are_capped() -> None:
    nested = b"\r\nhi"
    for number in range(DEEPEST + 10):
        nested = mixed(nested, boundary=b"b%d" % number)
    assert "nested too deeply" in tree(nested)[1].defects
    root, budget = tree(mixed(*[b"\r\nx"] * (MOST_PARTS + 50)))
    assert len(root.children) == MOST_PARTS
    assert "too many parts" in budget.defects


def test_a_name_may_stand_in_the_disposition_under_its_other_word() -> None:
    root, _ = tree(
        b'Content-Type: application/pdf\r\nContent-Disposition: attachment; name="a.pdf"\r\n\r\n'
    )
    assert root.name == "a.pdf"
