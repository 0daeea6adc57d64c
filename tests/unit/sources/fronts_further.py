"""Listing pages of further styles that the finding of lists was tuned on."""

from tests.unit.sources.fronts import FOOT, NAV, SITE, STORIES, TEASER, Front, each, page, paths

_NUMBERED = "/{n}/{slug}/"


def news_front() -> Front:
    slide = """<article class="slide"><div class="image-container"><a href="{url}"><picture><img src="/i/{slug}.jpg" alt="{title}"></picture></a>
<span class="fig-credit">Ann Ash for The Lamp</span></div><div class="dek"><a href="{url}"><h3 class="title no-eyebrow">{title}</h3></a>
<div class="time-to-read">3 MIN READ</div><time class="timestamp published-date">{day} &bull; 8:18 AM EDT</time></div></article>"""
    opinion = """<article class="partial tout"><div class="tout-inner"><a class="author" href="/author/ann-ash/">Ann Ash</a>
<h3 class="headline"><a href="{url}">{title}</a></h3></div></article>"""
    brief = '<li class="latest-stories__item"><a href="{url}"><h3 class="latest-stories__item-headline">{title}</h3><time class="latest-stories__item-timestamp">{day}</time></a></li>'
    popular = '<li><a href="/9{at}001/older-story-about-{slug}/">An older story: {title}</a></li>'
    form = "%B %-d, %Y"
    body = f"""<header class="component navigation"><h1 class="visually-hidden">The Lamp | News</h1>{NAV}</header><main class="homepage-wrapper">
<section class="homepage-section-v2 lede"><h2 class="visually-hidden">Lede Stories</h2><div class="feature">{each(slide, _NUMBERED, STORIES[:1], form)}</div>
<div class="secondary">{each(slide, _NUMBERED, STORIES[1:4], form)}</div></section>
<section class="homepage-section-v2 opinion"><h2>Opinion</h2>{each(opinion, _NUMBERED, STORIES[4:7])}</section>
<section class="homepage-section-v2"><h2>Latest Stories</h2><ul>{each(brief, _NUMBERED, STORIES[7:], form)}</ul></section>
<section class="homepage-section-v2"><h2>Most Popular</h2><ol>{each(popular, "", STORIES[:5])}</ol></section>
<section class="signup"><h2>Sign up</h2><p>{TEASER} {TEASER}</p><a href="/newsletters/all">See all the newsletters</a></section></main>{FOOT}"""
    head = '<meta property="og:type" content="article">'
    return Front(name="news front", html=page(body, head=head), truth=paths(_NUMBERED), dated=9)


def block_theme() -> Front:
    post = """<li class="wp-block-post post-{at}1 post type-post status-publish hentry category-tv"><div class="wp-block-group"><figure class="wp-block-post-featured-image"><a href="{url}" target="_self"><img src="/w/{slug}.jpg" alt="{title}"/></a></figure>
<h2 class="wp-block-post-title has-large-font-size"><a href="{url}" target="_self">{title}</a></h2><div class="wp-block-post-date has-link-color"><time datetime="{iso}T09:00:00+00:00"><a href="{url}">{day}</a></time></div>
<div class="taxonomy-category wp-block-post-terms"><a href="/category/tv/" rel="tag">Television</a></div></div></li>"""
    body = f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/" rel="home">The Lamp</a></p>
<nav class="wp-block-navigation"><ul><li class="wp-block-navigation-item"><a class="wp-block-navigation-item__content" href="/about-the-house/">About the house</a></li></ul></nav></header>
<main class="wp-block-group"><div class="wp-block-query"><ul class="columns-3 wp-block-post-template">{each(post, "/{y}/{m}/{slug}/")}</ul>
<nav class="wp-block-query-pagination"><a href="/page/2/" class="wp-block-query-pagination-next">Next Page</a></nav></div></main>
<footer class="wp-block-template-part"><p>Designed with <a href="https://press.example/">a press</a></p></footer></div>"""
    return Front(name="block theme", html=page(body), truth=paths("/{y}/{m}/{slug}/"), dated=12)


def old_paper() -> Front:
    row = '<font face="Verdana" size="2"><b><a href="story.asp?id={n}">{title}</a></b></font><br><font size="1">{teaser}</font><br><br>'
    rows = "\n".join(each(row.replace("{n}", str(3100 + at)), "", (story,)) for at, story in enumerate(STORIES))
    links = "".join(
        f'<font size="1"><a href="{name}.asp">{name.upper()}</a></font><br>'
        for name in ("index", "sport", "letters", "weather", "tv")
    )
    body = f"""<center><table width="760" border="0"><tr><td width="120" bgcolor="#ccc">{links}</td><td width="500">{rows}</td>
<td width="140"><font size="1"><a href="subscribe.asp">Subscribe to the paper</a></font></td></tr></table></center>"""
    return Front(name="old paper", html=page(body), truth=tuple(f"/story.asp?id={3100 + at}" for at in range(12)))


def blogger() -> Front:
    post = """<div class="date-outer"><h2 class="date-header"><span>{day}</span></h2><div class="date-posts"><div class="post-outer"><div class="post hentry">
<h3 class="post-title entry-title"><a href="{url}">{title}</a></h3><div class="post-body entry-content" id="post-body-{at}">{teaser}</div>
<div class="post-footer"><span class="post-author">Posted by <a href="https://people.example/1">Ann</a></span> <a class="timestamp-link" href="{url}"><abbr class="published" title="{iso}T10:00:00Z">10:00</abbr></a>
<a class="comment-link" href="{url}#comment-form">2 comments:</a> <span class="post-labels">Labels: <a href="/search/label/lamp" rel="tag">lamp</a></span></div></div></div></div></div>"""
    archive = each('<li><a href="{url}">{title}</a></li>', "/{y}/{m}/{slug}.html", STORIES[:7])
    body = f"""<div class="content"><div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed">{each(post, "/{y}/{m}/{slug}.html")}</div>
<div class="blog-pager" id="blog-pager"><a class="blog-pager-older-link" href="/search?updated-max=2026-01-01" title="Older Posts">Older Posts</a></div></div></div>
<div class="sidebar section"><div class="widget BlogArchive"><h2>Blog Archive</h2><ul class="posts">{archive}</ul></div></div></div>"""
    return Front(name="blogger", html=page(body), truth=paths("/{y}/{m}/{slug}.html"))


def writers() -> Front:
    post = """<div class="ab q"><article data-testid="post-preview"><div class="l"><a href="/@ann.ash?source=home" rel="noopener follow"><p class="bf b">Ann Ash</p></a>
<div class="h k"><a href="/@ann.ash/{slug}-3f2a1b9c{at}d?source=home" rel="noopener follow"><h2 class="bg fs">{title}</h2><h3 class="bf gn">{teaser}</h3></a></div>
<span>{day}</span><a href="/m/signin?redirect={slug}" rel="noopener follow">Save this for later</a></div></article></div>"""
    truth = tuple(f"/@ann.ash/{story.slug}-3f2a1b9c{at}d?source=home" for at, story in enumerate(STORIES))
    body = f'<div id="root"><div class="a b c"><div class="nav"><a href="/m/signin">Sign in to read it all</a></div><div class="s t">{each(post, "", form="%b %-d, %Y")}</div></div></div>'
    return Front(name="writers", html=page(body), truth=truth, dated=12)


def bare_anchors() -> Front:
    row = (
        '<a class="entry" href="{url}"><span class="entry-title">{title}</span><span class="entry-day">{day}</span></a>'
    )
    body = f"<header><a href='/'>Lamp</a></header><div class='entries'>{each(row, '/e/{slug}')}</div><p class='note'>{TEASER}</p>{FOOT}"
    return Front(name="bare anchors", html=page(body), truth=paths("/e/{slug}"), dated=12)


def full_posts() -> Front:
    text = "".join(f"<p>{TEASER} {TEASER} {TEASER}</p>" for _ in range(6))
    post = f'<article class="h-entry"><h1 class="p-name"><a class="u-url" href="{{url}}">{{title}}</a></h1>{text}<p>Filed on {{day}} in <a href="/tagged/lamp">lamp</a>, see <a href="/2020/an-older-story-of-mine">an older story of mine</a></p></article>'
    body = f"{NAV}<div class='h-feed'>{each(post, '/{y}/{slug}', STORIES[:5])}</div><p><a href='/?before=77'>Older</a></p>{FOOT}"
    return Front(name="full posts", html=page(body), truth=paths("/{y}/{slug}", STORIES[:5]))


def two_posts() -> Front:
    row = '<article class="post"><h2><a href="{url}">{title}</a></h2><time datetime="{iso}">{day}</time></article>'
    body = f"{NAV}<main>{each(row, '/blog/{slug}', STORIES[:2])}</main>{FOOT}"
    return Front(name="two posts", html=page(body), truth=paths("/blog/{slug}", STORIES[:2]), dated=2)


def arabic() -> Front:
    titles = (
        "المصباح ينطفئ في الساعة الأخيرة",
        "ما كان الحارس يعرفه",
        "خمسة أشخاص على أريكة",
        "من أدخل الأقزام؟",
        "السيارة التي تجيب",
    )
    rows = "".join(
        f'<div class="khabar"><img src="/{at}.jpg"><h4><a href="/akhbar/{5400 + at}">{title}</a></h4></div>'
        for at, title in enumerate(titles)
    )
    body = f'<div dir="rtl"><ul class="qaima"><li><a href="/siyasa">سياسة</a></li><li><a href="/fann">فن</a></li><li><a href="/riyada">رياضة</a></li></ul><div class="akhbar">{rows}</div></div>'
    return Front(
        name="arabic", html=page(body), truth=tuple(f"/akhbar/{5400 + at}" for at in range(5)), url=f"{SITE}/akhbar"
    )


FURTHER = (
    news_front, block_theme, old_paper, blogger, writers, bare_anchors, full_posts, two_posts, arabic,
)  # fmt: skip
