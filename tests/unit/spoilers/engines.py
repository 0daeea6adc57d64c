"""Owns what the software of real sites writes around spoilers, with words of our own in it."""
# ruff: noqa: E501 - markup reads best in one line

ENDING = "The KEEPER drowns"
P = f"<p>{ENDING} at sea in the storm.</p>"

BLOCKS = {
    "discourse": ("", f'<div class="spoiler spoiler-blurred">{P}</div>'),
    "discourse details": ("Ending", f'<details class="spoiler"><summary>Ending</summary>{P}</details>'),
    "lemmy": ("spoiler", f"<details><summary>spoiler</summary>{P}</details>"),
    "lemmy, unrendered": ("Ending", f"<p>::: spoiler Ending</p>{P}<p>:::</p>"),
    "hackmd, unrendered": ("spoiler", f"<p>:::spoiler<br>{ENDING} at sea.<br>:::</p>"),
    "wordpress shortcode": ("Ending", f'<p>[spoiler title="Ending"]</p>{P}<p>[/spoiler]</p>'),
    "bulletin board, unrendered": ("Ending", f"<p>[spoiler=Ending]{ENDING} at sea.[/spoiler]</p>"),
    "hugo, unrendered": ("Ending", f'<p>{{{{% spoiler "Ending" %}}}}</p>{P}<p>{{{{% /spoiler %}}}}</p>'),
    "shortcodes ultimate": (
        "Ending",
        '<div class="su-spoiler su-spoiler-closed" data-scroll-offset="0"><div class="su-spoiler-title" tabindex="0" '
        'role="button"><span class="su-spoiler-icon"></span>Ending</div><div class="su-spoiler-content su-u-clearfix">'
        f"{P}</div></div>",
    ),
    "inline spoilers": ("", f'<div class="wp-block-inline-spoilers-block"><div class="spoiler-content">{P}</div></div>'),
    "kadence": ("Ending", f'<div class="kt-spoiler"><h4 class="kt-spoiler-title">Ending</h4>{P}</div>'),
    "gutenberg": (
        "Spoilers for the ending",
        f'<details class="wp-block-details"><summary>Spoilers for the ending</summary>{P}</details>',
    ),
    "rutracker": (
        "Spoiler: the ending",
        '<div class="sp-wrap"><div class="sp-head folded"><span>Spoiler: the ending</span></div>'
        f'<div class="sp-body">{P}</div></div>',
    ),
    "rutracker, own words": (
        "The last page",
        f'<div class="sp-wrap"><div class="sp-head folded">The last page</div><div class="sp-body">{P}</div></div>',
    ),
    "xenforo 2": (
        "Spoiler: Ending",
        '<div class="bbCodeSpoiler"><button type="button" class="button bbCodeSpoiler-button" '
        'data-xf-click="toggle"><span class="button-text">Spoiler<span>: <span class="bbCodeSpoiler-button-title">'
        'Ending</span></span></span></button><div class="bbCodeSpoiler-content"><div class="bbCodeBlock '
        f'bbCodeBlock--spoiler"><div class="bbCodeBlock-content">{P}</div></div></div></div>',
    ),
    "xenforo 1": (
        "Spoiler: Ending",
        '<div class="bbCodeSpoilerContainer"><button type="button" class="button bbCodeSpoilerButton">'
        '<span>Spoiler: <span class="SpoilerTitle">Ending</span></span></button>'
        f'<div class="SpoilerTarget bbCodeSpoilerText">{P}</div></div>',
    ),
    "phpbb": (
        "Spoiler:",
        '<div style="margin:20px"><div class="quotetitle"><b>Spoiler:</b> <input type="button" value="Show" '
        f'onclick="x()"></div><div class="quotecontent"><div style="display: none;">{P}</div></div></div>',
    ),
    "phpbb list": ("Spoiler", f'<dl class="codebox spoiler"><dt>Spoiler</dt><dd>{ENDING} at sea.</dd></dl>'),
    "vbulletin": (
        "Spoiler",
        '<div class="pre-spoiler"><strong>Spoiler</strong> <input type="button" value="Show"></div>'
        f'<div><div class="spoiler" style="display: none;">{P}</div></div>',
    ),
    "invision": ("", f'<div class="ipsStyle_spoiler" data-ipsspoiler>{P}</div>'),
    "invision, with a head": (
        "Spoiler",
        '<div class="ipsSpoiler"><div class="ipsSpoiler_header"><a href="#"></a><span>Spoiler</span></div>'
        f'<div class="ipsSpoiler_contents ipsHide">{P}</div></div>',
    ),
    "nodebb": (
        "Spoiler",
        '<button class="btn btn-primary extended-markdown-spoiler" type="button" data-bs-toggle="collapse" '
        'aria-expanded="false" aria-controls="spoiler0">Spoiler <i class="fa"></i></button>'
        f'<div class="collapse" id="spoiler0"><div class="card card-body spoiler">{P}</div></div>',
    ),
    "aria": (
        "Show spoilers",
        f'<button aria-expanded="false" aria-controls="x">Show spoilers</button><div id="x" hidden>{P}</div>',
    ),
    "flarum": ("", f'<details class="spoiler">{P}</details>'),
    "habr": (
        "Ending",
        f'<div class="spoiler"><b class="spoiler_title">Ending</b><div class="spoiler_text">{P}</div></div>',
    ),
    "habr, new": (
        "Ending",
        f'<details class="spoiler"><summary>Ending</summary><div class="spoiler__content">{P}</div></details>',
    ),
    "pikabu": ("", f'<div class="spoiler" data-show="false"><div class="spoiler__wrap">{P}</div></div>'),
    "livejournal": (
        "Spoiler",
        '<div class="lj-spoiler"><div class="lj-spoiler-head"><a href="#">Spoiler</a></div>'
        f'<div class="lj-spoiler-body">{P}</div></div>',
    ),
    "mediawiki": ("", f'<div class="mw-collapsible mw-collapsed spoiler"><div class="mw-collapsible-content">{P}</div></div>'),
    "mediawiki, own words": (
        "Plot spoilers",
        f'<div class="mw-collapsible mw-collapsed"><div>Plot spoilers</div><div class="mw-collapsible-content">{P}</div></div>',
    ),
    "tv tropes": (
        "Spoilers",
        '<div class="folderlabel" onclick="togglefolder(0)">Spoilers</div>'
        f'<div id="folder0" class="folder" style="display:none;">{P}</div>',
    ),
    "wikidot": (
        "+ Show spoiler",
        '<div class="collapsible-block"><div class="collapsible-block-folded"><a class="collapsible-block-link" '
        'href="javascript:;">+ Show spoiler</a></div><div class="collapsible-block-unfolded" style="display:none">'
        f'<div class="collapsible-block-content">{P}</div></div></div>',
    ),
    "namuwiki": (
        "[ 스포일러 펼치기 · 접기 ]",
        f'<dl class="wiki-folding"><dt><center>[ 스포일러 펼치기 · 접기 ]</center></dt><dd>{P}</dd></dl>',
    ),
    "tistory": (
        "스포일러",
        '<div data-text-less="닫기" data-text-more="스포일러" data-ke-type="moreLess"><a class="btn-toggle-moreless">스포일러'
        f'</a><div class="moreless-content">{P}</div></div>',
    ),
    "obsidian": (
        "Ending",
        '<div class="callout is-collapsible" data-callout="spoiler" data-callout-fold="-"><div class="callout-title">'
        f'<div class="callout-title-inner">Ending</div></div><div class="callout-content">{P}</div></div>',
    ),
    "stack exchange": ("", f'<blockquote class="spoiler">{P}</blockquote>'),
    "letterboxd": (
        "This review may contain spoilers. I can handle the truth.",
        '<p class="body-text -prose js-spoiler-container">This review may contain spoilers. <a href="#" '
        'data-js-trigger="spoiler.reveal">I can handle the truth.</a></p><div class="body-text -prose js-review-body" '
        f'data-js-reveal-on-trigger="spoiler.reveal">{P}</div>',
    ),
    "letterboxd, old": (
        "This review may contain spoilers. I can handle the truth.",
        '<div class="js-spoiler-container"><div class="contains-spoilers"><p>This review may contain spoilers. '
        f'<a href="#" class="reveal">I can handle the truth.</a></p></div><div class="hidden-spoilers">{P}</div></div>',
    ),
    "my anime list": (
        "",
        '<div class="spoiler"><input type="button" class="button show_button" value="Show spoiler">'
        f'<span class="spoiler_content" style="display:none">{ENDING} at sea.</span></div>',
    ),
    "fieldset": ("Spoiler", f"<fieldset><legend>Spoiler</legend>{P}</fieldset>"),
    "black on black": ("", f'<div style="color: #000; background: black">{P}</div>'),
}  # fmt: skip

SPANS = {
    "discourse": f'<span class="spoiler">{ENDING}</span>',
    "bulletin board": f"[spoiler]{ENDING}[/spoiler]",
    "reddit": f'<span class="md-spoiler-text">{ENDING}</span>',
    "reddit, new": f"<shreddit-spoiler>{ENDING}</shreddit-spoiler>",
    "reddit, unrendered": f"&gt;!{ENDING}!&lt;",
    "discord": f"||{ENDING}||",
    "telegram": f"<tg-spoiler>{ENDING}</tg-spoiler>",
    "steam": f'<span class="bb_spoiler"><span>{ENDING}</span></span>',
    "anilist": f"<span class='markdown_spoiler'><span>{ENDING}</span></span>",
    "anilist, unrendered": f"~!{ENDING}!~",
    "misskey": f'<span class="_mfm_blur_">{ENDING}</span>',
    "misskey, unrendered": f"$[blur {ENDING}]",
    "gamefaqs": f'<span class="fspoil">{ENDING}</span>',
    "tv tropes": f'<span class="spoiler" title="you can set spoilers visible">{ENDING}</span>',
    "goodreads": '<a class="jsShowSpoiler spoilerAction">(view spoiler)</a><span class="spoilerContainer" '
    f'style="display: none">[{ENDING} <a class="jsHideSpoiler spoilerAction">(hide spoiler)</a>]</span>',
    "livejournal": '<span class="lj-spoiler"><span class="lj-spoiler-head"><a href="#">Click</a></span>'
    f'<span class="lj-spoiler-body">{ENDING}</span></span>',
    "data": f'<span data-spoiler="true">{ENDING}</span>',
    "data, of a kind": f'<span data-type="spoiler">{ENDING}</span>',
    "bangumi": f'<span class="text_mask" style="background-color:#555; color:#555; border:1px solid #555;">{ENDING}</span>',
    "black on black": f'<span style="color:#000;background-color:#000">{ENDING}</span>',
    "white on white": f'<font color="white" style="background: #FFF">{ENDING}</font>',
    "black by two names": f'<span style="color:rgb(0, 0, 0);background:black !important">{ENDING}</span>',
    "transparent": f'<span style="color: transparent; text-shadow: 0 0 8px #000">{ENDING}</span>',
    "blurred": f'<span style="filter: blur(4px)">{ENDING}</span>',
    "blurred by class": f'<span class="blur">{ENDING}</span>',
}

NEVER = {
    "picture drawn by a framework": '<img src="/a.jpg" width="600" height="400" style="color:transparent" alt="A lamp">',
    "picture that is blurred until it is there": '<img src="/a.jpg" width="600" height="400" style="filter:blur(20px)">',
    "button in one colour": '<p><a href="/share" style="background-color:#999; color:#999">Share this with a friend</a></p>',
    "the wing of a car": '<div class="product-spoiler"><p>The rear spoiler of the boat.</p></div>',
    "the wing of a car, in a line": '<p>It has a <span class="rear-spoiler">large wing</span> and <b class="product-spoiler">two</b>.</p>',
    "a promise": '<div class="no-spoilers"><p>The harbour stays as it was.</p></div>',
    "a class that promises": '<div class="spoiler-free"><p>The harbour stays as it was.</p></div>',
    "a label of the article": '<div class="post tag-spoilers category-spoiler post_tag-spoilers"><p>The harbour stays.</p></div>',
    "code": "<pre>a ||b|| c\n::: spoiler\n[spoiler]x[/spoiler]\n:::</pre>",
    "code in a line": "<p>Write <code>[spoiler]x[/spoiler]</code> or <code>$[blur x]</code> for that.</p>",
    "colons": "<p>So::: it goes, and ::: it goes on and on.</p>",
    "a container of another kind": "<p>::: tip</p><p>The harbour stays as it was.</p><p>:::</p>",
    "a switch that is off": '<p data-spoiler="false">The harbour stays <b data-is-spoiler="0">as it was</b>.</p>',
    "a fold": "<details><summary>Cast and crew</summary><p>The harbour stays as it was.</p></details>",
    "colours of two kinds": '<p>The <span style="color:#fff;background-color:#000">harbour</span> stays as it was.</p>',
    "a gradient": '<p>The <span style="background:linear-gradient(red,blue);-webkit-background-clip:text;color:transparent">'
    "harbour</span> stays.</p>",
    "no blur": '<p>The <span style="filter: blur(0)">harbour</span> stays as it was.</p>',
    "buttons": '<p>The harbour stays as it was. <button onclick="x()">Report spoiler</button></p>',
}  # fmt: skip
