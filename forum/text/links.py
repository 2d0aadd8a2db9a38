"""Web addresses in a text found and linked, where Japanese stands right before and behind them."""

import re

REL = "nofollow ugc noopener"

# Runs over escaped text, so & stands as &amp; and no quote or angle bracket can be inside.
# Anything that is not ASCII ends an address: 資料はhttps://example.jp/b）です
_URL = re.compile(r"https?://(?:[A-Za-z0-9\-._~:/?#\[\]@!$()*+,;=%]|&amp;){1,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?*"


def linked(escaped: str) -> str:
    """Escaped text with its http and https addresses made links."""
    if "://" not in escaped:
        return escaped
    return _URL.sub(_link, escaped)


def _link(found: re.Match[str]) -> str:
    url = _trimmed(found[0])
    if url.endswith("://"):
        return found[0]
    return f'<a href="{url}" rel="{REL}">{url}</a>{found[0][len(url) :]}'


def _trimmed(url: str) -> str:
    """The address without the full stop or bracket of the sentence around it."""
    while True:
        shorter = url.rstrip(_TRAILING)
        for opening, closing in ("()", "[]"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == url:
            return url
        url = shorter
