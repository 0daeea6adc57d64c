"""Owns the words of newsletters on themselves: why they came, where else they can be read, how to be rid of them."""

import re

_AFFAIRS = (
    r"\bun-?subscri|\bopt(?:ing)?[ -]?out\b|\breport (?:abuse|spam)\b|\bsafe senders?\b",
    r"\b(?:manage|update|change|edit|adjust)\b.{0,30}\b(?:preferences|subscriptions?|settings|profile|options|e-?mails?)\b",
    r"\b(?:e-?mail|subscription) (?:preferences|settings)\b|\b(?:web|online|browser) version\b",
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:in (?:your |a |the )?(?:web ?)?browser|online|on the web)\b",
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:web version|as a web ?page)\b",
    r"\bforward\b.{0,30}\b(?:to a friend|this (?:e-?mail|newsletter|issue))\b",
    r"\bwhy (?:did|am|do) I (?:get|getting|receive|receiving)\b",
    r"\babmelden\b|\babbestellen\b|\babmeldung\b|\bim browser\b|\bonline-?version\b|\bwebversion\b",
    r"\bprofil (?:ändern|verwalten)\b",
    r"d[ée]s(?:inscri|abonn)|\bversion en ligne\b|\bdans (?:votre|le) navigateur\b|\bvos préférences\b",
    r"\bdar(?:se|me) de baja\b|\bcancelar (?:la |mi |su )?(?:suscripci|assinatura|inscri)",
    r"\ben (?:tu|el|su) navegador\b|\bno navegador\b|\bdescadastr",
    r"\bdisiscri|\bcancella(?:ti|re|zione)?\b.{0,20}\biscrizione\b|\bannulla(?:re)? (?:l['’ ])?iscrizione\b",
    r"\bnel (?:tuo )?browser\b|\buitschrijven\b|\bafmelden\b|\bin (?:je|uw) browser\b|\bonlineversie\b",
    r"\bavregistrera\b|\bavprenumerera\b|\bavmeld|\bafmeld|\bwypisz się\b|\bzrezygnuj\b",
    r"отписат|отказаться от рассылки|配信停止|購読解除|退订|退訂|구독 ?취소|수신 ?거부",
)
"""What a link says that is about the subscription."""
_SENTENCES = (
    r"\byou(?:['’]re| are)? (?:receiv\w+|getting|subscribed|signed up)\b.{0,80}\b(?:because|this|as|since|to)\b",
    r"\bthis (?:e-?mail|message|newsletter) (?:was|is|has been) (?:sent|intended|addressed)\b|\bsent to:? *$",
    r"\bno longer (?:want|wish)\b.{0,60}\b(?:e-?mails?|receive|newsletter|messages)\b|\bstop receiving\b",
    r"\bsie (?:erhalten|bekommen)\b.{0,60}\b(?:newsletter|e-?mail|mail)\b|\bdiese (?:e-?mail|mail|nachricht) wurde\b",
    r"\bvous recevez (?:ce|cette|cet)\b|\bce(?:t|tte)? (?:e-?mail|message|lettre|courriel)\b.{0,20}\benvoyée?\b",
    r"\bne plus recevoir\b|\bno (?:deseas|quieres|desea)\b.{0,40}\brecibir\b",
    r"\b(?:recibes?|has? recibido|estás recibiendo)\b.{0,40}\b(?:correo|bolet[ií]n|e-?mail|newsletter)\b",
    r"\bhai ricevuto questa\b|\bricevi questa\b|\brecebe(?:u|ndo) est[ea]\b|\b(?:je|u) ontvangt deze\b",
)
"""What is said of itself by a letter, and by no story."""
_ANY_AFFAIR = re.compile("|".join(_AFFAIRS), re.I)
_ANY_SENTENCE = re.compile("|".join(_SENTENCES), re.I)


def names_an_affair(words: str) -> bool:
    """Whether the words of a link, or a line with a link, are about the subscription."""
    return _ANY_AFFAIR.search(words) is not None


def explains_itself(line: str) -> bool:
    """Whether a short line says why the letter came, to whom, or how to be rid of it."""
    return _ANY_SENTENCE.search(line) is not None
