"""HTML that keeps only what is on a list, cleaned by bleach and by nh3 behind it.

bleach gets no more releases, not even for security; what one of the two lets through the other stops.
"""

from collections.abc import Callable, Collection, Mapping

from forum.text.links import REL

SCHEMES = frozenset({"http", "https"})


def cleaned(
    html: str,
    tags: Collection[str],
    attributes: Mapping[str, Collection[str]],
    keep: Callable[[str, str, str], str | None] | None = None,
) -> str:
    """HTML with these tags, their attributes ("*": every tag's) and links to the web alone.

    `keep` (tag, attribute, value) answers an attribute's value as it shall be, or None.
    """
    # Whoever cleans nothing does not pay for them.
    import bleach
    import nh3

    kept = {tag: list(names) for tag, names in attributes.items()}
    html = bleach.clean(
        html, tags=tags, attributes=kept, protocols=SCHEMES, strip=True, strip_comments=True
    )
    return nh3.clean(
        html,
        tags=set(tags),
        attributes={tag: set(names) for tag, names in attributes.items()},
        attribute_filter=keep,
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )
