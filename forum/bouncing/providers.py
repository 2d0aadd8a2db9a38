"""Who runs a mailbox: domains of one provider refuse and accept together."""

_DOMAINS = {
    "docomo.ne.jp": ("docomo.ne.jp",),
    "au.com": ("au.com", "ezweb.ne.jp", "uqmobile.jp"),
    "softbank.ne.jp": (
        "softbank.ne.jp",
        "i.softbank.jp",
        "vodafone.ne.jp",
        "disney.ne.jp",
        "ymobile.ne.jp",
        "ymobile1.ne.jp",
        "yahoo.ne.jp",
    ),
    "rakuten.jp": ("rakuten.jp", "rakuten.ne.jp"),
    "gmail.com": ("gmail.com", "googlemail.com"),
    "outlook.com": (
        "outlook.com",
        "outlook.jp",
        "hotmail.com",
        "hotmail.co.jp",
        "live.jp",
        "live.com",
        "msn.com",
    ),
    "yahoo.co.jp": ("yahoo.co.jp", "ybb.ne.jp"),
    "icloud.com": ("icloud.com", "me.com", "mac.com"),
}
_BY_DOMAIN = {domain: name for name, domains in _DOMAINS.items() for domain in domains}


def provider_of(address: str) -> str:
    """The provider's main domain for an address; that of an old ezweb.ne.jp address is au.com."""
    labels = address.rpartition("@")[2].lower().rstrip(".").split(".")
    for start in range(len(labels) - 1):
        if found := _BY_DOMAIN.get(".".join(labels[start:])):
            return found
    return ".".join(labels)[:255]
