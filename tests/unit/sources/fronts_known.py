"""Listing pages that the finding of lists was tuned on."""

import json

from tests.unit.sources.fronts import FOOT, NAV, POPULAR, SITE, STORIES, Front, each, page, paths

_DATED = "/{y}/{m}/{d}/{slug}"


def cards() -> Front:
    card = """<article class="card"><a class="card__image" href="{url}"><img src="/i/{slug}.jpg" alt=""></a>
<div class="card__body"><a class="card__section" href="/tv/">Television</a><h2 class="card__title"><a href="{url}">{title}</a>
</h2><p class="card__meta"><a href="/authors/ann-ash/">Ann Ash</a> <time datetime="{iso}T10:00:00Z">{day}</time></p>
<p>{teaser}</p><a class="card__more" href="{url}">Read more</a></div></article>"""
    body = f"{NAV}<main><h1>News</h1><div class='grid'>{each(card, '/tv/{slug}')}</div></main>{POPULAR}{FOOT}"
    return Front(name="cards", html=page(body), truth=paths("/tv/{slug}"), dated=12)


def table() -> Front:
    row = """<tr class="row{at}"><td>{day}</td><td><a href="{url}">{title}</a></td><td><a href="/user/ann">ann</a></td></tr>"""
    body = f"""<div id="menu"><a href="/index.html">Home</a> | <a href="/about.html">About this site</a> |
<a href="/links.html">Links</a></div><h1>Essays</h1><table><tr><th>Date</th><th>Title</th><th>By</th></tr>
{each(row, "/essays/{slug}.html", form="%Y-%m-%d")}</table><hr><p><a href="/contact.html">Write to the webmaster</a></p>"""
    return Front(name="table", html=page(body), truth=paths("/essays/{slug}.html"), url=f"{SITE}/essays/", dated=12)


def definitions() -> Front:
    row = '<dt><a href="{url}">{title}</a> <span class="date">{day}</span></dt><dd>{teaser} <a href="{url}#comments">12 comments</a></dd>'
    body = f"{NAV}<div id='content'><h1>Archive</h1><dl class='archive'>{each(row, '/weblog/{slug}')}</dl></div>{FOOT}"
    return Front(name="definitions", html=page(body), truth=paths("/weblog/{slug}"), url=f"{SITE}/weblog/", dated=12)


def plain_list() -> Front:
    row = '<li><span>{iso}</span> &mdash; <a href="{url}">{title}</a></li>'
    body = f"""<h1>ann's notes</h1><p><a href="/">home</a> <a href="/about">about</a> <a href="/projects">projects</a></p>
<ul>{each(row, "/posts/{slug}/")}</ul><p>Powered by <a href="https://generator.example/">a generator</a></p>"""
    return Front(name="plain list", html=page(body), truth=paths("/posts/{slug}/"), url=f"{SITE}/posts/", dated=12)


def wordpress() -> Front:
    post = """<article id="post-{at}7" class="post-{at}7 post type-post status-publish format-standard has-post-thumbnail hentry category-tv tag-lamp tag-related">
<header class="entry-header"><h2 class="entry-title"><a href="{url}" rel="bookmark">{title}</a></h2><div class="entry-meta">
<span class="posted-on">Posted on <a href="{url}" rel="bookmark"><time class="entry-date published" datetime="{iso}T08:00:00+01:00">{day}</time></a></span>
<span class="byline">by <a class="url fn n" href="/author/ann/">Ann Ash</a></span></div></header>
<div class="entry-content"><p>{teaser}</p><p><a href="{url}#more" class="more-link">Continue reading</a></p></div>
<footer class="entry-footer"><span class="cat-links"><a href="/category/tv/" rel="category tag">TV</a></span>
<span class="comments-link"><a href="{url}#respond">Leave a comment</a></span></footer></article>"""
    recent = each('<li><a href="{url}">{title}</a></li>', _DATED + "/", STORIES[:5])
    body = f"""<div id="page" class="site"><header id="masthead" class="site-header"><h1 class="site-title"><a href="/">The Lamp</a></h1></header>
<nav id="site-navigation" class="main-navigation"><ul><li><a href="/category/tv/">TV</a></li></ul></nav>
<div id="content" class="site-content"><main id="main">{each(post, _DATED + "/")}
<nav class="navigation posts-navigation"><div class="nav-links"><div class="nav-previous"><a href="/page/2/">Older posts</a></div></div></nav></main>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul>{recent}</ul></section>
<section class="widget"><h2>Archives</h2><ul><li><a href="/2026/03/">March 2026</a></li><li><a href="/2026/02/">February 2026</a></li></ul></section>
</aside></div></div>{FOOT}"""
    return Front(
        name="wordpress",
        html=page(body, attributes=' class="home blog has-sidebar"'),
        truth=paths(_DATED + "/"),
        dated=12,
    )


def ghost() -> Front:
    card = """<article class="gh-card post{extra}"><a class="gh-card-link" href="{{url}}"><figure class="gh-card-image"><img src="/content/{{slug}}.jpg" alt="{{title}}"></figure>
<div class="gh-card-wrapper"><div class="gh-card-tag">Television</div><h3 class="gh-card-title">{{title}}</h3><div class="gh-card-excerpt">{{teaser}}</div>
<footer class="gh-card-meta"><span class="gh-card-author">By Ann Ash</span><time class="gh-card-date" datetime="{{iso}}">{{day}}</time></footer></div></a></article>"""
    feed = each(card.format(extra=" featured"), "/{slug}/", STORIES[:1]) + each(
        card.format(extra=""), "/{slug}/", STORIES[1:]
    )
    body = f"""<div class="gh-site"><header id="gh-head" class="gh-head"><a class="gh-head-logo" href="/">Lamp</a><nav><a href="/about/">About</a>
<a href="/signup/">Subscribe now</a></nav></header><main class="gh-main"><div class="gh-feed">{feed}</div>
<a class="gh-more" href="/page/2/">See all</a></main><footer class="gh-foot"><a href="https://ghost.example/">Powered</a></footer></div>"""
    return Front(name="ghost", html=page(body), truth=paths("/{slug}/"), dated=12)


def hugo() -> Front:
    years = "".join(
        f"<h2>{year}</h2><ul>{each(row, '/post/{slug}/', stories, '%b %d')}</ul>"
        for row in ['<li><time datetime="{iso}">{day}</time> <a href="{url}">{title}</a></li>']
        for year, stories in (
            ("March 2026", STORIES[:7]),
            ("February 2026", STORIES[7:10]),
            ("January 2026", STORIES[10:]),
        )
    )
    body = f"""<header><a href="/">ann</a> <nav><a href="/post/">Posts</a> <a href="/tags/">Tags</a></nav></header>
<main><h1>Posts</h1>{years}</main><footer><a href="/index.xml">RSS</a></footer>"""
    return Front(name="hugo", html=page(body), truth=paths("/post/{slug}/"), url=f"{SITE}/post/", dated=12)


def drupal() -> Front:
    row = """<div class="views-row views-row-{at}"><div class="views-field views-field-field-image"><div class="field-content"><a href="{url}"><img src="/f/{slug}.png" alt="{title}"/></a></div></div>
<div class="views-field views-field-title"><span class="field-content"><a href="{url}" hreflang="en">{title}</a></span></div>
<div class="views-field views-field-created"><span class="field-content">{day}</span></div></div>"""
    body = f"""<div class="layout-container"><div class="region region-primary-menu"><ul class="menu"><li class="menu-item"><a href="/news">All the news of the town</a></li><li class="menu-item"><a href="/events-and-dates">Events and dates in the town</a></li><li class="menu-item"><a href="/council-and-offices">Council and offices of the town</a></li></ul></div>
<div class="region region-content"><h1>News</h1><div class="view view-news"><div class="view-content">{each(row, "/news/{slug}", form="%m/%d/%Y")}</div>
<nav class="pager" role="navigation"><ul class="js-pager__items"><li class="pager__item is-active"><a href="?page=0">1</a></li><li class="pager__item"><a href="?page=1">2</a></li><li class="pager__item pager__item--next"><a href="?page=1" rel="next">Next</a></li></ul></nav></div></div></div>"""
    return Front(name="drupal", html=page(body), truth=paths("/news/{slug}"), url=f"{SITE}/news", dated=12)


def magazine() -> Front:
    hero = """<section class="hero"><a href="{url}"><img src="/h.jpg" alt=""></a><h1 class="hero__title"><a href="{url}">{title}</a></h1><p>{teaser}</p></section>"""
    tile = """<div class="tile"><div class="tile__media"><a href="{url}"><img src="/t/{slug}.jpg" alt="{title}"></a></div><h3 class="tile__title"><a href="{url}">{title}</a></h3></div>"""
    brief = '<li class="brief"><h4><a href="{url}">{title}</a></h4></li>'
    body = f"""{NAV}<main>{each(hero, _DATED, STORIES[:1])}<div class="grid grid--3">{each(tile, _DATED, STORIES[1:7])}</div>
<div class="latest"><h2>In brief</h2><ul>{each(brief, _DATED, STORIES[7:])}</ul></div></main>{POPULAR}{FOOT}"""
    return Front(name="magazine", html=page(body), truth=paths(_DATED), dated=12)


def declared() -> Front:
    items = [{"@type": "ListItem", "position": at, "url": SITE + path} for at, path in enumerate(paths("/r/{slug}"), 1)]
    data = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "mainEntity": {"@type": "ItemList", "itemListElement": items},
    }
    tile = '<div class="sc-a1b2c3"><a href="{url}"><span>{title}</span></a></div>'
    topic = '<div class="sc-a1b2c3"><a href="/t/{slug}"><span>All about: {title}</span></a></div>'
    body = f"""<div id="app"><div class="sc-x9y8z7">{each(topic, "", STORIES[:6])}</div><div class="sc-k3j4h5">{each(tile, "/r/{slug}")}</div></div>"""
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return Front(name="declared", html=page(body, head=head), truth=paths("/r/{slug}"))


def flat() -> Front:
    post = '<h2><a href="{url}">{title}</a></h2><p class="when">{day}</p><p>{teaser}</p><p>{teaser} {teaser}</p><p>{teaser} {teaser}</p>'
    body = f"<div id=left><p><a href='/'>Home</a><br><a href='/me.html'>About me</a></p></div><div id=main>{each(post, '/log/{slug}.html')}</div>"
    return Front(name="flat", html=page(body), truth=paths("/log/{slug}.html"))


def read_more() -> Front:
    box = '<div class="box"><h3>{title}</h3><p>{teaser}</p><p class="date">{day}</p><a class="btn" href="{url}">Weiterlesen</a></div>'
    body = f"{NAV}<div class='container'><h1>Aktuelles</h1><div class='row'>{each(box, '/aktuelles/{slug}')}</div></div>{FOOT}"
    return Front(
        name="read more", html=page(body), truth=paths("/aktuelles/{slug}"), url=f"{SITE}/aktuelles/", dated=12
    )


KNOWN = (
    cards, table, definitions, plain_list, wordpress, ghost, hugo, drupal, magazine, declared, flat, read_more,
)  # fmt: skip
