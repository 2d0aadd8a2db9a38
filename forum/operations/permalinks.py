"""Addresses that an old archive gave its messages, led on to ours by their Message-IDs."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from forum.site import Site


def hyperkitty_hash(message_id: str) -> str:
    """The name of a message in HyperKitty and in X-Message-ID-Hash."""
    return base64.b32encode(
        hashlib.sha1(message_id.encode(), usedforsecurity=False).digest()
    ).decode()


def redirects(ledger: Iterable[str], site: Site, old_list: str) -> Iterator[str]:
    """For each line of an import's ledger the old path in HyperKitty and the new address.

    As nginx's `map` and Apache's RewriteMap read them: two words a line.
    """
    for text in ledger:
        message_id = json.loads(text).get("message_id")
        if message_id:
            old = f"/hyperkitty/list/{old_list}/message/{hyperkitty_hash(message_id)}/"
            yield f"{old} {site.link('/m/' + quote(message_id, safe='@'))}"
