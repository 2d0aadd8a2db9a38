from forum.proposals.content import Version
from forum.proposals.phrasing import canonical_text, hash_of
from forum.text import masking
from forum.text.contacts import Contacts


def test_a_hash_stays_whatever_offices_are_named_later() -> None:
    before = masking._offices
    hashes = set()
    for offices in ("", "0466-25-1111", "0466-25-1111 city.example"):
        masking.leave_open(Contacts.parse(offices))
        version = Version(
            title="窓口", problem="電話は0466-25-1111、machi@city.example です。", items=[]
        )
        hashes.add(hash_of(version))
        assert "0466" not in canonical_text(version)
    masking.leave_open(before)
    assert len(hashes) == 1
