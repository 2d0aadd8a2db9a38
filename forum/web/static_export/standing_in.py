"""The permanent address of a post: a few lines that lead to where it stands in its topic.

A hundred thousand posts would otherwise stand in the record twice, once alone and once in their
topics. A post from which something came (a need, a proposal) has its page whole.
"""

import re
from collections.abc import Iterator

from forum.web.static_export.names import relative

_POST = re.compile(r'<article class="post" id="p-([A-Za-z0-9_-]+)"')
_TITLE = re.compile(r"<title>([^<]*)</title>")


def posts_on(html: str) -> list[str]:
    """The posts of a topic's page."""
    return _POST.findall(html)


def leading_to(html: str, file: str, css: str) -> Iterator[tuple[str, str, bytes]]:
    """Of a topic's page `file`: each post, the file at its address, and what stands in it."""
    found = _TITLE.search(html)
    title = found[1] if found else ""
    for post in posts_on(html):
        own = f"posts/{post}.html"
        link = f"{relative(file, own)}#p-{post}"
        yield post, own, _PAGE.format(title=title, link=link, css=relative(css, own)).encode()


_PAGE = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><meta http-equiv="refresh" content="0; url={link}">
<link rel="stylesheet" href="{css}"></head>
<body><main class="wrap"><h1>{title}</h1>
<p><a href="{link}">この投稿を話題の中で読む <span lang="en">Read this post in its topic</span></a></p>
</main></body></html>
"""
