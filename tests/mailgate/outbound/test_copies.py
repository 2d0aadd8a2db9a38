from pathlib import Path

from forum.addresses import Part, parse_local_part
from forum.subscribing import UNSUBSCRIBE
from mailgate.outbound.content import Content
from mailgate.outbound.copies import BOUNCES, Copies
from mailgate.outbound.envelope import address_fault
from tests.mailgate.outbound.council import a_site


def test_the_bounce_address_leads_back_to_the_subscription_and_to_no_other(tmp_path: Path):
    site = a_site(tmp_path)
    copies = Copies(site, "general", Content(b"x"))

    envelope = copies.copy_for(4711, "aoi@example.jp")

    local, _, domain = envelope.sender.decode().partition("@")
    ours = parse_local_part(local)
    assert domain == "lists.example"
    assert ours is not None
    assert (ours.part, ours.slug) == (Part.BOUNCES, "general")
    assert ours.token is not None
    assert site.sealer.open(BOUNCES, ours.token, long=False) == 4711
    assert site.sealer.open(UNSUBSCRIBE, ours.token) is None


def test_the_bounce_address_of_the_longest_slug_fits_in_64_octets(tmp_path: Path):
    copies = Copies(a_site(tmp_path), "s" * 40, Content(b"x"))

    envelope = copies.copy_for(2**35 - 1, "aoi@example.jp")

    assert len(envelope.sender.partition(b"@")[0]) <= 64
    assert address_fault(envelope) is None


def test_each_copy_has_its_own_way_out_by_one_click_and_by_mail(tmp_path: Path):
    site = a_site(tmp_path)
    copies = Copies(site, "general", Content(b"x"))

    first, second = copies.copy_for(1, "a@b.jp").head, copies.copy_for(2, "c@d.jp").head

    assert first != second
    link, mail = first.decode().removeprefix("List-Unsubscribe: ").split(",\r\n ")
    token = link.removeprefix("<https://forum.example/unsubscribe/").removesuffix(">")
    assert site.sealer.open(UNSUBSCRIBE, token) == 1
    assert mail == f"<mailto:general-leave@lists.example?subject={token}>\r\n"
