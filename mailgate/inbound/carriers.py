"""Japanese mobile carriers: what their refusals can and can't mean."""

import re

# They answer "User unknown" to a mail that their customer's filter (受信拒否設定) refuses, too.
_HIDING = re.compile(
    r"(?:^|[\s.@])(?:ezweb\.ne\.jp|au\.com|(?:\w+\.)*docomo\.(?:\w+\.)*ne\.jp|uqmobile\.jp|mineo\.jp)"
    r"(?=\.?(?:$|[\s\[(:]))"
)
_NAMED = re.compile(r"<[^<>\s]+@[^<>\s]+> ?: ?user unknown", re.IGNORECASE)


def hides_filters(host: str) -> bool:
    """Whether one of the hosts or domains in `host` is one that blames the mailbox."""
    return bool(_HIDING.search(host.strip().lower()))


def names_mailbox(words: str) -> bool:
    """Whether the refusal names the mailbox, as carriers do of one that there is not."""
    return bool(_NAMED.search(words))
