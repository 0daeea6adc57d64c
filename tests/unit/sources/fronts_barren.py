"""Pages that list no articles, whatever links they hold."""

from tests.unit.sources.fronts import FOOT, NAV, POPULAR, STORIES, TEASER, Front, each, page

_MENU = "".join(
    f'<li><a href="/{name.lower().replace(" ", "-")}/">{name}</a></li>'
    for name in ("News", "World news", "Television", "Film", "Books", "Comics", "Games", "Stage", "Music", "Podcasts", "Shop",
                 "Opening hours", "Jobs", "Our history", "Donate", "Press", "For schools", "Gift cards", "Help", "Contact us")
)  # fmt: skip


def article() -> Front:
    text = "".join(f"<p>{TEASER} {TEASER} {TEASER}</p>" for _ in range(9))
    box = '<div class="box"><h3><a href="{url}">{title}</a></h3><time datetime="{iso}">{day}</time></div>'
    body = f"{NAV}<main><h1>The lamp</h1>{text}<div class='boxes'>{each(box, '/tv/{slug}', STORIES[:4])}</div></main>{FOOT}"
    return Front(name="article", html=page(body, head='<meta property="og:type" content="article">'), truth=())


def article_with_related() -> Front:
    text = f"<p>{TEASER} {TEASER}</p>" * 3
    card = '<article class="card"><a href="{url}"><h3>{title}</h3></a></article>'
    body = f"{NAV}<article><h1>The lamp</h1>{text}</article><section class='related-stories'>{each(card, '/tv/{slug}', STORIES[:6])}</section>{POPULAR}{FOOT}"
    return Front(name="article with related", html=page(body), truth=())


def article_with_announced() -> Front:
    card = '<div class="c"><a href="{url}"><h4>{title}</h4></a></div>'
    body = f"<div><h1>The lamp</h1><p>{TEASER * 3}</p></div><div><div><h2>You may also like</h2></div><div>{each(card, '/tv/{slug}', STORIES[:6])}</div></div>"
    return Front(name="article with announced", html=page(body), truth=())


def big_menus() -> Front:
    body = f"<div class='top'><ul class='lvl1'>{_MENU}</ul></div><div class='stage'><h1>Welcome to the museum of lamps</h1><p>{TEASER}</p></div><div class='end'><ul>{_MENU}</ul></div>"
    return Front(name="big menus", html=page(body), truth=())


def directory() -> Front:
    links = "".join(
        f'<li><a href="https://site{at}.example/">{story.link}</a></li>' for at, story in enumerate(STORIES)
    )
    letters = "".join(f'<a href="/directory/{letter}">{letter.upper()}</a> ' for letter in "abcdefghijklmnopqrstuvwxyz")
    body = f"<h1>Links</h1><p>{letters}</p><ul>{links}</ul><h2>By theme</h2><ul>{_MENU}</ul>"
    return Front(name="directory", html=page(body), truth=())


def footers() -> Front:
    columns = "".join(
        f"<div class='col'><h5>{name}</h5><ul><li><a href='/{name}/terms-and-conditions'>Terms and conditions of {name}</a></li>"
        f"<li><a href='/{name}/how-we-use-cookies'>How we use cookies in {name}</a></li></ul></div>"
        for name in ("shop", "tickets", "tours", "school")
    )
    body = f"<div id='main'><h1>Under construction</h1></div><div class='page-footer'>{columns}</div>"
    return Front(name="footers", html=page(body), truth=())


def tag_cloud() -> Front:
    tags = " ".join(
        f'<a href="/tag/{story.slug}" style="font-size:{at + 8}px">{story.slug.replace("-", " ")}</a>'
        for at, story in enumerate(STORIES)
    )
    return Front(name="tag cloud", html=page(f"{NAV}<div class='cloud'>{tags}</div>{FOOT}"), truth=())


def login() -> Front:
    body = """<form action="/login" method="post"><h1>Sign in</h1><input name="u"><input name="p" type="password"><button>Sign in</button>
<p><a href="/password/reset">I have forgotten my password</a></p><p><a href="/register">I am new here: make an account</a></p>
<p><a href="/help/signing-in">Help with signing in to your account</a></p></form>"""
    return Front(name="login", html=page(body), truth=())


def shell() -> Front:
    body = '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/main.js"></script>'
    return Front(name="shell", html=page(body), truth=())


def encyclopedia() -> Front:
    links = ", and so to ".join(
        f'<a href="/wiki/{story.slug.title()}">{story.slug.replace("-", " ")}</a>' for story in STORIES
    )
    body = f"<h1>Lamp</h1><p>A lamp was known to the ancients, who gave it to {links} in the end.</p><p>It led them to {links}.</p>"
    return Front(name="encyclopedia", html=page(body), truth=())


def authors() -> Front:
    people = "".join(
        f'<div class="person"><a href="/authors/{story.slug}"><h3>Ann {story.slug.title()}</h3></a></div>'
        for story in STORIES
    )
    return Front(name="authors", html=page(f"{NAV}<main><h1>Our people</h1>{people}</main>{FOOT}"), truth=())


BARREN = (
    article, article_with_related, article_with_announced, big_menus, directory, footers, tag_cloud, login, shell, encyclopedia,
    authors,
)  # fmt: skip
