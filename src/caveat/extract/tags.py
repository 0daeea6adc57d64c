"""Owns the elements of HTML by what the walk does with them."""

SKIPPED = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "video", "audio",
    "canvas", "button", "select", "textarea", "input", "option", "datalist", "progress", "meter", "nav", "map",
    "applet", "frameset", "rp", "amp-ad", "amp-embed", "amp-analytics", "amp-sidebar", "amp-iframe", "amp-video",
})  # fmt: skip
BLOCKS = frozenset({
    "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "listing",
})  # fmt: skip
INLINE = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "s", "strike": "s", "del": "s", "u": "u",
    "sub": "sub", "sup": "sup", "code": "code", "kbd": "kbd", "samp": "samp", "cite": "cite", "q": "q", "mark": "mark",
    "var": "var",
}  # fmt: skip
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
SIMPLE = frozenset({
    "html", "body", "main", "article", "p", "div", "li", "blockquote", "figure", "figcaption", "pre", "section",
    *HEADINGS,
})  # fmt: skip
"""Blocks that without attributes are no more than their tag says."""
IMAGES = frozenset({"img", "amp-img"})
