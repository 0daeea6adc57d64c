"""Owns the words that publishers put into classes and ids, and what parts of a page they speak of."""

import re
from enum import IntEnum
from functools import lru_cache

_MAX_LENGTH = 400
SHUT = 1 << 28
"""Among the groups: it is closed until somebody opens it."""
VEILS = 1 << 29
"""Among the groups: it may hide a spoiler."""
_FOLDED = re.compile(
    r"(?<!\S)(?:collaps(?:e|ed|ible)|(?:[a-z]{1,12}-{1,2})?collapsible-content|(?:wiki-)?fold(?:ed|ing|box)?|moreless-content"
    r"|lj-cut|(?:toggle|accordion|fold|collapse|panel)[-_]{1,2}(?:content|body|inner|text|panel|collapse)|hidden|hide)(?!\S)",
    re.I,
)
_VEIL = re.compile(r"poil|blur|\bsp-body\b", re.I)
_TOKEN = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")


class Group(IntEnum):
    """What a class or id word speaks of: bits, of which several may be set in one number.

    No `enum.Flag`, which takes twenty times as long to answer.
    """

    STORY = 1
    NAVIGATION = 2
    SIDE = 4
    FRAME = 8
    """Head and foot of a page or of a part of it."""
    RELATED = 16
    LIST = 32
    """What lists of other articles are made of, and lists in stories as well."""
    COMMENT = 64
    SHARE = 128
    TOOL = 256
    ADVERT = 512
    SHOP = 1024
    SIGN_UP = 2048
    CONSENT = 4096
    ALERT = 8192
    BIOGRAPHY = 16384
    AUTHOR = 32768
    META = 65536
    """Date, tags, kicker."""
    CAPTION = 131072
    MEDIA = 262144
    BOX = 524288
    DEK = 1048576
    HIDDEN = 2097152
    FORM = 4194304
    TITLE = 8388608
    SPOILER = 16777216


_WORDS: dict[Group, str] = {
    Group.STORY: "article story post entry content contents body text copy prose main maincontent richtext articlebody"
    " articlecontent articletext storybody storytext postbody postcontent entrycontent bodytext bodycopy fulltext"
    " paragraph wysiwyg blog beitrag artikel inhalt fliesstext contenu articulo cuerpo contenido corpo testo texte"
    " artikkel tekst tresc innehall brodtext",
    Group.NAVIGATION: "nav navi navigation navbar menu menus submenu breadcrumb breadcrumbs topbar toolbar pagination"
    " pager pagenav pagenavi masthead skip jump toc sitemap tabs jumplink skiplink navbox catlinks editsection",
    Group.SIDE: "sidebar sidebars rail aside widget widgets sidecol rightcol leftcol rightcolumn secondary"
    " complementary marginal marginalspalte",
    Group.FRAME: "footer foot bottom footnote footnotes colophon header top branding logo siteheader sitefooter",
    Group.RELATED: "related relatedposts relatedarticles relatedcontent recirc recirculation recommend recommended"
    " recommendation recommendations popular trending teaser teasers promo promos readmore mostread mostpopular"
    " outbrain taboola similar suggested suggestions upnext onward verwandt verwandte weitere weiterlesen seealso"
    " readnext readalso alsoread morefrom moreon morestories morelike linkbox relacionados relacionadas relacionado"
    " connexes correlati correlate gerelateerd powiazane liketitles yarpp jp",
    Group.LIST: "list listing card cards tile tiles grid item items feed posts articles links next prev previous"
    " archive archives latest recent more stories carousel slider slideshow swiper slick column module block row"
    " lire plus lesen mehr also see read storylist",
    Group.COMMENT: "comment comments commenting commentlist commentary disqus reply replies respond discussion discuss"
    " kommentar kommentare commentaire commentaires comentario comentarios commenti reactie reacties leserbrief forum"
    " trackback trackbacks pingback pingbacks livefyre coral",
    Group.SHARE: "share sharing shares social socials sociable socialmedia facebook twitter whatsapp telegram"
    " pinterest linkedin teilen partager compartir condividi delen follow likes addthis addtoany sharedaddy bookmark"
    " bookmarks shariff heateor",
    Group.TOOL: "email mail print printfriendly drucken tools actions action icon icons button buttons btn rating"
    " ratings vote like reaction reactions player app download",
    Group.ADVERT: "ad ads adv advert adverts advertisement advertising advertorial adslot adunit adbox adcontainer"
    " sponsor sponsored sponsors banner banners dfp gpt werbung anzeige anzeigen pub publicite publicidad reclame"
    " commercial adsbygoogle",
    Group.SHOP: "shop product products price prices deal deals buy affiliate amazon store cart",
    Group.SIGN_UP: "newsletter newsletters subscribe subscription subscriptions subscriber signup signin register"
    " registration login logged paywall regwall donate donation donations donor membership abo abonnieren abonnement"
    " suscripcion suscribete piano campaign trial appeal mailchimp mailpoet optin",
    Group.CONSENT: "cookie cookies consent gdpr dsgvo privacy datenschutz modal popup overlay lightbox onetrust"
    " cmp cookiebot dialog",
    Group.ALERT: "notice notices notification notifications alert alerts warning disclaimer message messages aviso"
    " hinweis admonition ambox callout legal",
    Group.BIOGRAPHY: "bio bios biography authorbio authorbox authorinfo authorcard aboutauthor abouttheauthor"
    " autorenbox autorinfo",
    Group.AUTHOR: "author authors byline bylines contributor contributors autor autoren autore auteur writer writers"
    " profile vcard person staff authorname",
    Group.META: "meta date dateline time timestamp datetime published publish publishdate pubdate updated posted"
    " postmeta entrymeta metadata submitted tag tags tagged taglist tagcloud category categories cat kicker eyebrow"
    " info infos details data section topic topics label labels rubric rubrik filed keywords schlagworte stand"
    " credit credits copyright readingtime readtime sig",
    Group.CAPTION: "caption captions figcaption photocredit imagecredit bildunterschrift legende legend bu",
    Group.MEDIA: "photo photos image images img gallery media picture pictures video videos thumbnail thumb figure foto"
    " fotos bild bilder podcast audio embed",
    Group.BOX: "callout infobox factbox facts note notes inset pullquote quote box boxout highlight highlights"
    " keypoints keypoint summary takeaways tldr infokasten kasten faktenbox correction corrections",
    Group.DEK: "dek deck standfirst subtitle subhead subheadline subheading headlinesub lead lede leadtext intro"
    " introtext introduction excerpt description abstract vorspann chapo strapline teasertext einleitung bajada"
    " entradilla sommario ingress",
    Group.HIDDEN: "hidden hide visuallyhidden sr sronly screenreader offscreen assistive invisible printonly noprint"
    " hiddenprint",
    Group.FORM: "form input search suche field fields poll quiz survey captcha select",
    Group.TITLE: "title headline heading titel titre titulo titolo headlines",
    Group.SPOILER: "spoiler spoilers",
}
_GROUPS: dict[str, int] = {}
for _group, _words in _WORDS.items():
    for _word in _words.split():
        _GROUPS[_word] = _GROUPS.get(_word, 0) | _group.value


@lru_cache(maxsize=32_768)
def read_groups(words: str) -> int:
    """The groups that the words of a class or id attribute speak of, as bits of `Group`.

    `read-more`, `read_more` and `readMore` are the words `read`, `more` and `readmore`.
    """
    found = 0
    before = ""
    if _FOLDED.search(words, 0, _MAX_LENGTH):
        found = SHUT
    if _VEIL.search(words, 0, _MAX_LENGTH):
        found |= VEILS
    for token in _TOKEN.findall(words[:_MAX_LENGTH]):
        word = token.lower()
        found |= _GROUPS.get(word, 0) | _GROUPS.get(before + word, 0)
        before = word
    return found
