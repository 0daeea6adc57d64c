"""Listing pages that the finding of lists was not tuned on."""

from tests.unit.sources.fronts import FOOT, NAV, POPULAR, SITE, STORIES, Front, each, page, paths


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


UNSEEN = (
    search_results, forum, without_dates, pictures_first, japanese, russian, minified, nested, utility_classes,
)  # fmt: skip
