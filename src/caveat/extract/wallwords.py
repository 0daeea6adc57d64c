"""Owns the words of walls: what pages say that want a payment, a login, a consent or a script, or hold nothing."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum


class Wall(StrEnum):
    """What stands before an article; the value says it to an operator."""

    PAY = "only a preview: the article is for subscribers ([source.headers] can send a login's cookie)"
    LOGIN = "a login, and no article ([source.headers] can send a login's cookie)"
    CONSENT = "a page that asks for consent, and no article"
    SCRIPT = "a page that shows nothing without JavaScript"
    CHALLENGE = "a check whether a person is asking, and no article"
    MISSING = 'a page that says "not found", and no article'


_SUBSCRIBERS = r"(?:paying |paid |premium |digital )?(?:subscribers?|members?)(?: only)?"
_PAY = (
    r"\b(?:subscribe|sign up|register|log ?in|sign ?in|join)\b.{0,60}\bto (?:continue|keep|finish) reading\b",
    r"\b(?:subscribe|sign up|register|log ?in|sign ?in|join)\b.{0,60}\bto (?:continue|read on)\b[.!]?$",
    r"\bto (?:continue|keep) reading\b.{0,60}\b(?:subscri|register|sign|log ?in|join|account)",
    r"\b(?:continue|keep) reading\b.{0,30}\b(?:with a|by|for)\b.{0,30}\b(?:subscri|trial|account|member)",
    rf"\bthis (?:article|story|content|post|report|review) is\b.{{0,30}}\b(?:for|to)\b.{{0,20}}\b{_SUBSCRIBERS}",
    rf"\b(?:exclusive(?:ly)?|available only|only available|reserved|is) (?:for|to) (?:our )?{_SUBSCRIBERS}\b",
    r"\b(?:subscribe|register|sign up) (?:now )?to (?:read|unlock|access)\b.{0,40}\b(?:full|rest|article|story)\b",
    r"\bto read the (?:full|rest of th|whole)\b.{0,40}\b(?:subscri|register|sign|log)",
    r"\b(?:subscriber|member)s?[- ]only (?:content|article|story|post)\b",
    r"\b(?:dieser|der) (?:artikel|beitrag|text)\b.{0,30}\b(?:nur|exklusiv)\b.{0,30}\b(?:abonnent|mitglied|plus|leser)",
    r"\b(?:jetzt )?(?:weiterlesen|lesen sie weiter|weiter lesen)\b.{0,40}\b(?:mit|abo|registrier|anmeld|testen|plus)",
    r"\bum (?:diesen|den) (?:artikel|beitrag|text)\b.{0,30}\b(?:weiter|vollständig|ganz)?\b.{0,20}\blesen\b",
    r"\bréservée? (?:aux?|à nos|à l['’]ensemble des) (?:abonn|membres)",
    r"\bil vous reste\b.{0,20}%.{0,30}\bà (?:lire|découvrir)\b",
    r"\b(?:abonnez|inscrivez|connectez)[- ]vous\b.{0,30}\bpour (?:lire|continuer|accéder|découvrir)\b",
    r"\b(?:exclusivo|solo|sólo|exclusiva) (?:para|de) (?:nuestros )?(?:suscriptores|assinantes|socios)\b",
    r"\b(?:suscríbete|suscríbase|regístrate|inicia sesión)\b.{0,30}\bpara\b.{0,20}\b(?:seguir|continuar|leer)\b",
    r"\b(?:assine|cadastre-se)\b.{0,30}\b(?:para|e) continu\w+\b.{0,20}\b(?:ler|lendo)\b",
    r"\b(?:contenuto|articolo)\b.{0,30}\b(?:riservat|esclusiv|solo)\w*\b.{0,20}\babbonati\b",
    r"\babbonati per (?:continuare|leggere)\b",
    r"\b(?:dit artikel|dit verhaal)\b.{0,40}\b(?:abonnees|leden)\b",
    r"\b(?:lees|verder lezen)\b.{0,30}\b(?:met een|word) (?:abonnement|lid|abonnee)\b",
    r"\bdenna artikel\b.{0,40}\bprenumeranter\b|\bdenne artikkelen\b.{0,40}\babonnenter\b",
    r"\b(?:artykuł|treść)\b.{0,40}\bprenumerator|この記事は.{0,12}会員|続きを読むには|続きは有料",
    r"仅限订阅|订阅后(?:继续)?阅读|구독자 전용",
)
_LOGIN = (
    r"(?:please )?(?:log|sign) ?in(?:to (?:your )?account| to (?:continue|your account|\w+(?:\.\w+)?))?",
    r"account login|member login|login required",
    r"(?:bitte )?(?:anmelden|einloggen|anmeldung|login)|(?:se connecter|connexion|identifiez-vous|connectez-vous)",
    r"iniciar sesión|inicia sesión|acceder|accedi|accesso|entrar|inloggen|aanmelden|logga in|logg inn|zaloguj się",
    r"ログイン|登录|登錄|로그인",
)
_CONSENT = (
    r"before you continue(?: to .{1,40})?|we (?:value|respect|care about) your privacy",
    r"your privacy (?:choices|matters|is important to us)",
    r"(?:privacy|cookie|consent)(?: and (?:privacy|cookie|consent))? (?:settings|preferences|choices|notice|consent)",
    r"cookie consent|manage consent|privacy gate",
    r"(?:wir benötigen|wir brauchen) (?:ihre|deine) (?:zustimmung|einwilligung)",
    r"(?:ihre|deine) (?:privatsphäre|zustimmung)\b.{0,40}",
    r"mit (?:werbung|cookies)\b.{0,40}\b(?:weiterlesen|nutzen|lesen)|datenschutz-?einstellungen",
    r"cookie-?(?:einstellungen|zustimmung)",
    r"(?:le respect de )?votre vie privée\b.{0,60}|(?:tu|su) privacidad\b.{0,40}",
    r"(?:la tua|rispettiamo la) privacy\b.{0,40}|(?:jouw|uw) privacy\b.{0,40}",
)
_SCRIPT = (
    r"\b(?:enable|turn on|activate|allow|activer|activez)\b.{0,30}\bjavascript\b",
    r"\bjavascript\b.{0,40}\b(?:is disabled|disabled|is required|required|to run this app|enabled)\b",
    r"\bjavascript\b.{0,40}\b(?:aktivieren|einschalten|deaktiviert|désactivé|desactivado|disabilitato)\b",
    r"\b(?:activa|habilita|abilita|attiva|schakel|aktivera|включите)\b.{0,20}\bjavascript\b",
    r"\bthis (?:app|site|page) (?:works best with|requires) javascript\b",
)
_CHALLENGE = (
    r"just a moment(?:\.\.\.|…)?|attention required!?(?: \| cloudflare)?|access (?:to this page has been )?denied",
    r"are you a (?:robot|human)\??|security check(?:point)?",
    r"(?:please )?(?:verify|confirm|prove)(?:ing)? (?:that )?(?:you are|you're) (?:a )?(?:human|not a robot)",
    r"checking your browser(?: before accessing.*)?|one more step|pardon our interruption\.*|human verification",
    r"ddos[- ]guard|bot verification",
)
_CHALLENGE_LINES = (
    r"\bplease (?:verify|confirm) (?:that )?you are (?:a )?(?:human|not a robot)\b",
    r"\bchecking (?:your browser|if the site connection is secure)\b",
    r"\benable (?:javascript|js) and (?:cookies|disable any ad blocker)\b",
    r"\bunusual (?:traffic|activity) from your (?:computer )?network\b",
    r"\bcomplete the (?:captcha|security check)\b|\bverifying you are human\b|\bpress (?:&|and) hold to confirm\b",
)
_SORRY = r"(?:(?:oops|sorry|uh[- ]oh)[!,. ]*)?"
_THING = r"(?:page|article|story|content|file|document|post|item)"
_IS_NOT = (
    r"(?:(?: \w+){0,2} (?:not|no longer|cannot|(?:ca|could|is|was|does)n['’]t)(?: longer| be| been)*"
    r" (?:found|available|exists?)|(?: is| was| has| has been| been){1,2} (?:removed|deleted|gone))"
)
_MISSING = (
    r"(?:(?:http )?(?:error|fehler|erreur)[ :-]*)?(?:404|410)(?:[ :|!.–-]+.{0,20}\b(?:error|found|gefunden|fehler))?",
    r".{0,20}\b(?:error|fehler|erreur) (?:404|410)\b.{0,30}",
    rf"{_SORRY}(?:(?:the|this|that) )?(?:requested )?{_THING}(?: you (?:requested|\w+ looking for))?{_IS_NOT}[.! ]*",
    rf"{_SORRY}(?:not found|nothing (?:was )?found(?: here)?)[.! ]*",
    rf"{_SORRY}we (?:can(?:no|['’])t|couldn['’]t) find (?:that|this|the) {_THING}.{{0,40}}",
    r"(?:diese? )?(?:seite|artikel|inhalt)(?: \w+)? nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)(?: werden)?[.! ]*",
    r"(?:la |cette )?page (?:est )?(?:introuvable|non trouvée|n['’]existe (?:pas|plus))",
    r"(?:la )?página no (?:encontrada|existe|se ha encontrado|disponible)|no se ha encontrado la página",
    r"página não encontrada|pagina non (?:trovata|esiste)|pagina niet gevonden",
    r"sidan (?:kunde inte hittas|hittades inte)|siden (?:ble|blev) ikke funnet|nie znaleziono strony",
    r"страница не найдена|ページが見つかりません|页面不存在|頁面不存在|페이지를 찾을 수 없습니다",
)


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


_ASKS_TO_PAY = _any(_PAY)
_NAMES = (
    (Wall.CHALLENGE, _any(_CHALLENGE)),
    (Wall.MISSING, _any(_MISSING)),
    (Wall.CONSENT, _any(_CONSENT)),
)
_NAMES_LOGIN = _any(_LOGIN)
_ASKS_FOR_SCRIPT = _any(_SCRIPT)
_ASKS_FOR_PERSON = _any(_CHALLENGE_LINES)
_PARTS = re.compile(r"\s[|–—•·»:-]\s")
_MAX_NAME = 120


def asks_to_pay(line: str) -> bool:
    """Whether a short line says that what follows is for those who pay, register or log in."""
    return _ASKS_TO_PAY.search(line) is not None


def find_wall_words(
    names: Iterable[str], lines: Sequence[str], unseen: Sequence[str], *, has_password: bool
) -> Wall | None:
    """The wall that a page without a story is, by its titles and headings, its lines, and what is for no script."""
    parts = [part.strip() for name in names for part in (name, *_PARTS.split(name)) if 0 < len(part) <= _MAX_NAME]
    for wall, pattern in _NAMES:
        if any(pattern.fullmatch(part) for part in parts):
            return wall
    if has_password and any(_NAMES_LOGIN.fullmatch(part) for part in parts):
        return Wall.LOGIN
    if any(_ASKS_FOR_PERSON.search(line) for line in lines):
        return Wall.CHALLENGE
    if any(_ASKS_FOR_SCRIPT.search(line) for line in (*lines, *unseen)):
        return Wall.SCRIPT
    return None
