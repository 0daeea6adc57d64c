"""Listing pages that are held out: which links are found was never tuned on them, and must not be."""

from tests.unit.sources.fronts import FOOT, NAV, POPULAR, SITE, STORIES, TEASER, Front, each, page, paths


def search_results() -> Front:
    hit = """<div class="search-result"><span class="search-result__path">news.example &rsaquo; film</span>
<a class="search-result__link" href="{url}">{title}</a><p class="search-result__snippet">... <b>lamp</b> ... {teaser}</p></div>"""
    facets = "".join(
        f'<li><a href="/search?q=lamp&amp;year={year}">Articles from the year {year}</a></li>'
        for year in range(2015, 2026)
    )
    body = f"""{NAV}<form action="/search"><input name="q" value="lamp"></form><div class="facets"><h4>Year</h4><ul>{facets}</ul></div>
<div class="results"><p>12 results for "lamp"</p>{each(hit, "/film/{slug}?from=search")}</div>
<div class="paginator"><a href="/search?q=lamp&amp;page=2">2</a> <a href="/search?q=lamp&amp;page=3">3</a></div>{FOOT}"""
    return Front(
        name="search results", html=page(body), truth=paths("/film/{slug}?from=search"), url=f"{SITE}/search?q=lamp"
    )


def forum() -> Front:
    row = """<li class="row bg1"><dl><dt><a class="icon" href="./viewtopic.php?f=2&amp;t={n}&amp;view=unread"></a>
<a href="./viewtopic.php?f=2&amp;t={n}" class="topictitle">{title}</a><br>by <a href="./memberlist.php?mode=viewprofile&amp;u={at}1">ann</a></dt>
<dd class="posts">12</dd><dd class="lastpost"><span>by <a href="./memberlist.php?u={at}2">bob</a>
<a href="./viewtopic.php?f=2&amp;t={n}&amp;p=99#p99">View the latest post</a><br>{day}, 10:12 am</span></dd></dl></li>"""
    rows = "\n".join(
        each(row.replace("{n}", str(4000 + at)).replace("{at}", str(at)), "", (story,), "%a %b %d, %Y")
        for at, story in enumerate(STORIES)
    )
    body = f"""<div id="page-header"><ul class="linklist navbar"><li><a href="./index.php">Board index of the lamp forum</a></li>
<li><a href="./faq.php">Frequently asked questions</a></li></ul></div><div id="page-body"><h2>Spoilers</h2><div class="forumbg">
<ul class="topiclist topics">{rows}</ul></div></div>"""
    truth = tuple(f"/viewtopic.php?f=2&t={4000 + at}" for at in range(len(STORIES)))
    return Front(name="forum", html=page(body), truth=truth, url=f"{SITE}/viewforum.php?f=2", dated=12)


def without_dates() -> Front:
    row = '<div class="teaser"><h3><a href="{url}">{title}</a></h3><p>{teaser}</p></div>'
    truth = tuple(f"/{story.slug}-87{at}" for at, story in enumerate(STORIES))
    rows = "\n".join(each(row, "/{slug}-87" + str(at), (story,)) for at, story in enumerate(STORIES))
    body = f"<div class='wrap'><div class='top'>{NAV}</div><div class='col'>{rows}</div>{POPULAR}</div>{FOOT}"
    return Front(name="without dates", html=page(body), truth=truth)


def pictures_first() -> Front:
    row = """<li><a href="{url}" tabindex="-1"><picture><img src="/p/{slug}.webp" alt="Photo: a lamp, {title}"></picture></a>
<div><a href="{url}"><strong>{title}</strong></a><span>{day}</span></div></li>"""
    body = f"{NAV}<section id='stories'><h2>Latest</h2><ul>{each(row, '/stories/{slug}', form='%d.%m.%Y')}</ul></section>{FOOT}"
    return Front(name="pictures first", html=page(body), truth=paths("/stories/{slug}"), dated=12)


def japanese() -> Front:
    titles = (
        "ランプの秘密が明かされる",
        "最終回の結末",
        "海の底からの丁寧なお願い",
        "トロルを入れたのは誰か",
        "答える車、四十年後",
        "空室あり",
        "灯台守の手紙",
        "橙色のソファの五人",
    )
    rows = "".join(
        f'<li class="news-list__item"><a href="/news/{1200 + at}"><p class="news-list__date">2026.03.{12 - at:02}</p><p class="news-list__ttl">{title}</p></a></li>'
        for at, title in enumerate(titles)
    )
    body = f"""<header><ul><li><a href="/">ホーム</a></li><li><a href="/company">会社概要</a></li></ul></header>
<main><h1>お知らせ</h1><ul class="news-list">{rows}</ul><ul class="pager"><li><a href="/news/page/2">次へ</a></li></ul></main>
<footer><a href="/policy">個人情報保護方針について</a></footer>"""
    return Front(
        name="japanese",
        html=page(body),
        truth=tuple(f"/news/{1200 + at}" for at in range(8)),
        url=f"{SITE}/news",
        dated=8,
    )


def russian() -> Front:
    titles = (
        "Лампа гаснет в последний час",
        "Что знал смотритель",
        "Пять человек на диване",
        "Кто впустил троллей?",
        "Машина отвечает",
    )
    rows = "".join(
        f'<div class="lenta-item"><span class="time">1{at}:05</span> <a href="/lenta/{78000 + at}.html">{title}</a></div>'
        for at, title in enumerate(titles)
    )
    body = f"""<div class="header-menu"><a href="/politika/">Политика сегодня</a><a href="/kultura/">Культура и кино</a><a href="/sport/">Спорт и жизнь</a></div>
<div class="lenta">{rows}</div><div class="bottom-links"><a href="/o-nas/">О нашем издании</a><a href="/reklama/">Реклама на сайте</a></div>"""
    return Front(name="russian", html=page(body), truth=tuple(f"/lenta/{78000 + at}.html" for at in range(5)))


def minified() -> Front:
    row = """<div class="Jd8a kQ2x"><a class="b0Ux" href="{url}"><div class="Zt9p"><img src="/m/{slug}"></div><div class="m3Rr"><p class="y7Lq">{title}</p><p class="x1Vv">{teaser}</p></div></a></div>"""
    links = "".join(
        f'<a class="p5Nn" href="/s/{name}">{name.title()}</a>'
        for name in ("tv", "film", "books", "games", "stage", "music")
    )
    body = f"""<div id="__next"><div class="aa1B"><div class="cc2D">{links}</div></div><div class="ee3F"><div class="gg4H">{each(row, "/a/{slug}")}</div></div>
<div class="ii5J"><a class="kk6L" href="/a/terms">Terms</a><a class="kk6L" href="/a/cookies">Cookies</a></div></div>"""
    return Front(name="minified", html=page(body), truth=paths("/a/{slug}"))


def nested() -> Front:
    inner = '<li><a href="{url}">{title}</a></li>'
    parts = "".join(
        f"<li><b>{name}</b><ul>{each(inner, '/reviews/{slug}.php', stories)}</ul></li>"
        for name, stories in (("Television", STORIES[:4]), ("Film", STORIES[4:9]), ("Stage", STORIES[9:]))
    )
    body = f"""<table width="100%"><tr><td width="150" valign="top"><ul><li><a href="/index.php">Start</a></li><li><a href="/reviews/">Reviews</a></li>
<li><a href="/gaestebuch.php">Guestbook</a></li></ul></td><td><h1>All reviews</h1><ul>{parts}</ul></td></tr></table>"""
    return Front(name="nested", html=page(body), truth=paths("/reviews/{slug}.php"), url=f"{SITE}/reviews/")


def utility_classes() -> Front:
    row = """<li class="py-6 border-b border-gray-200 flex md:grid-cols-4"><div class="space-y-2"><dl><dt class="sr-only">Published on</dt>
<dd class="text-base font-medium text-gray-500"><time datetime="{iso}T00:00:00.000Z">{day}</time></dd></dl>
<h2 class="text-2xl font-bold leading-8 tracking-tight"><a class="text-gray-900" href="{url}">{title}</a></h2>
<div class="flex flex-wrap"><a class="mr-3 text-sm font-medium uppercase text-primary-500" href="/tags/lamp">lamp</a>
<a class="mr-3 text-sm font-medium uppercase text-primary-500" href="/tags/door">door</a></div>
<div class="prose max-w-none">{teaser}</div><a class="text-primary-500" aria-label="Read more" href="{url}">Read more &rarr;</a></div></li>"""
    body = f"""<header class="flex py-10"><a href="/">Lamp</a><a class="sm:block" href="/projects">Projects I have worked on</a></header>
<main class="mb-auto"><h1 class="text-3xl">Latest</h1><ul class="divide-y divide-gray-200">{each(row, "/blog/{slug}")}</ul>
<div class="flex justify-end"><a class="text-primary-500" href="/blog">All Posts &rarr;</a></div></main>{FOOT}"""
    return Front(name="utility classes", html=page(body), truth=paths("/blog/{slug}"), dated=12)


def press_releases() -> Front:
    row = '<tr><td headers="d" nowrap>{day}</td><td headers="t"><a href="{url}">{title}</a> <small>(PDF, 2 pages)</small></td></tr>'
    months = "".join(
        f'<h3>{name}</h3><table class="press" cellpadding="4"><tbody>{each(row, "/office/press/{y}/{slug}.htm", stories, "%d.%m.%Y")}</tbody></table>'
        for name, stories in (("March", STORIES[:7]), ("February", STORIES[7:10]), ("January", STORIES[10:]))
    )
    years = " | ".join(
        f'<a href="/office/press/{year}/index.htm">Press releases of the year {year}</a>' for year in range(2012, 2026)
    )
    body = f"""<div id="hdr"><a href="/office/index.htm">Office of lamps</a></div><div id="leftcol"><ul><li><a href="/office/about/duties.htm">Duties of the office</a></li>
<li><a href="/office/about/people.htm">The people of the office</a></li><li><a href="/office/press/index.htm">Press</a></li></ul></div>
<div id="text"><h2>Press releases 2026</h2><p>{years}</p>{months}</div>"""
    return Front(
        name="press releases",
        html=page(body),
        truth=paths("/office/press/{y}/{slug}.htm"),
        url=f"{SITE}/office/press/",
        dated=12,
    )


def podcast() -> Front:
    row = """<div class="episode"><div class="episode__art"><a href="{url}"><img src="/e/{slug}.jpg" alt="Artwork"></a></div><div class="episode__text">
<p class="episode__number">Episode {at}</p><h3><a href="{url}">{title}</a></h3><p>{teaser} <a href="/guests/ann-ash-the-keeper">Ann Ash, the keeper</a></p>
<a class="button" href="/audio/{slug}.mp3">Download</a> <a class="button" href="{url}#player">Listen</a></div></div>"""
    body = f"{NAV}<div class='show'><h1>The lamp, a podcast</h1><p>{TEASER}</p><a href='/podcast/subscribe'>Subscribe</a></div><div class='episodes'>{each(row, '/podcast/{slug}')}</div>{FOOT}"
    return Front(name="podcast", html=page(body), truth=paths("/podcast/{slug}"), url=f"{SITE}/podcast")


def discussion() -> Front:
    row = """<tr class="topic-list-item" itemprop="itemListElement"><td class="main-link"><span><meta itemprop="name" content="{title}"><a itemprop="url" href="{url}" class="title raw-link raw-topic-link">{title}</a></span>
<div class="link-bottom-line"><a href="/c/tv/5" class="badge-wrapper bullet"><span class="badge-category">Television and its discontents</span></a></div></td>
<td class="posters"><a href="/u/ann" class="latest single"><img alt="ann" src="/a.png"></a></td><td class="replies"><span class="posts" title="posts">12</span></td><td>{day}</td></tr>"""
    body = f"""<header><a href="/">Lamp forum</a></header><div id="main-outlet"><table class="topic-list"><thead><tr><th>Topic</th><th></th><th>Replies</th><th>Activity</th></tr></thead>
<tbody>{each(row, "/t/{slug}/{n}", form="%B %-d, %Y")}</tbody></table><div role="navigation" class="topic-list-bottom"><span><b><a rel="next" href="/latest?page=1">next page &rarr;</a></b></span></div></div>
<footer><ul><li><a href="/categories">Categories</a></li><li><a href="/guidelines">FAQ/Guidelines</a></li></ul></footer>"""
    return Front(name="discussion", html=page(body), truth=paths("/t/{slug}/{n}"), dated=12)


def korean() -> Front:
    titles = (
        "등불이 마지막 시간에 꺼진다",
        "등대지기가 알고 있던 것",
        "소파 위의 다섯 사람",
        "누가 트롤을 들였나",
        "대답하는 자동차, 사십 년 후",
        "빈방 있음",
    )
    rows = "".join(
        f'<dl><dt class="photo"><a href="/article/view.php?idx={3300 + at}"><img src="/{at}.jpg" alt=""></a></dt><dt><a href="/article/view.php?idx={3300 + at}">{title}</a></dt><dd>{TEASER}<span class="writing">등불신문</span> <span class="date">2026.03.{12 - at:02}</span></dd></dl>'
        for at, title in enumerate(titles)
    )
    body = f"""<div id="gnb"><ul><li><a href="/section/politics">정치</a></li><li><a href="/section/culture">문화</a></li></ul></div><div class="list_body">{rows}</div>
<div class="paging"><strong>1</strong><a href="?page=2">2</a><a href="?page=3">3</a></div><div id="footer"><a href="/company/intro">회사 소개와 연혁</a></div>"""
    return Front(
        name="korean", html=page(body), truth=tuple(f"/article/view.php?idx={3300 + at}" for at in range(6)), dated=6
    )


UNSEEN = (
    search_results, forum, without_dates, pictures_first, japanese, russian, minified, nested, utility_classes,
    press_releases, podcast, discussion, korean,
)  # fmt: skip
