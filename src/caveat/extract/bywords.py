"""Owns the words of bylines that are no names, in many languages: who did what, jobs, houses, links."""

import re


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


BY = _words("by von vom par por di door av af przez")
"""Prepositions that names of authors follow."""
BY_AFTER = _words("da del van od de")
"""Prepositions that are parts of names as well, and open a byline only after one of `DID` or `WORKS`."""
DID = _words(
    "written posted submitted published reported reviewed recapped compiled updated modified created",
    "contributed told produced",
    "geschrieben verfasst veröffentlicht publiziert eingestellt eingetragen erstellt gepostet",
    "aufgezeichnet gefunden aktualisiert geändert actualizado",
    "publié publie écrit rédigé posté proposé recueillis escrito publicado redactado postado scritto pubblicato",
    "postato cura geschreven geplaatst gepubliceerd skriven publicerad publicerat skrevet udgivet publisert",
    "opublikowane opublikował opublikowała napisane napisał napisała dodane dodał dodała",
)
WORKS = _words(
    "words text texts story review recap interview report reporting article essay feature column analysis commentary",
    "opinion post artikel beitrag gastbeitrag kommentar bericht reportage texte texto testo tekst artículo nota",
    "entrevista intervista articolo recensione kolumne kritik rezension propos",
    "posts articles stories beiträge artículos pressemitteilung pressemeldung meldung nachricht rede wortlaut",
)
SIGNERS = _words(
    "autor autorin autoren autorinnen autor/in autor:in autor*in autor/-in author authors author(s) auteur auteurs",
    "auteur(s) auteure autrice autora autores autore autori autorka autorzy verfasser verfasserin redakteur",
    "redakteurin redactor redactora reporter reporterin journalist journaliste journalistin escribe forfatter skribent",
    "författare kirjoittaja schrijver yazar yazan автор авторы текст szerző",
    "作者 撰文 记者 記者 文 图文 著者 筆者 執筆 글 기자 작성자",
)
"""What an author is called before the name, with a colon or without."""
BETWEEN = _words(
    "a an ein eine un une una der die the le la on am el and und et y e & + , i view show see",
    "all more alle alles mehr weitere tous plus todos más tutti meer follow",
)
"""What may stand among words that open a byline."""
HELPED = _words(
    "photography photographs photos photo photographer pictures styled styling illustration illustrations illustrated",
    "edited bilder bild foto fact-checked contributions contributing editing editor translated",
    "translation producer fotos fotografie",
    "fotografía photographie photographies photographié illustriert redaktion bearbeitung übersetzung traduction",
    "traducción edition édition produced filmed video",
)
"""What opens the line of somebody who had a hand in an article and did not write it."""

JOB = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|contributing|staff|producer|critic"
    r"|director|analyst|professor|lecturer|researcher|fellow|university|manager|author|photographer|senior|chief"
    r"|founder|associate|bureau|desk|specialist|science|political|health|news|opinion|freelance|presenter|host|attorney"
    r"|officer|president|head of|c[efito]o|redaktion"
    r"|(?:\w{1,20}-?)?(?:redakteur|autor|journalist|reporter|korrespondent"
    r"|volontär|experte|redaktor|expert|sprecher|präsident|vorsitzende[rn]?|leiter|dozent|referent)(?:in)?|redacteur|rédact(?:eur|rice)|journaliste|periodista|redactora?"
    r"|redazione|redacción|rédaction|chefredakteur(?:in)?|geschäftsführer(?:in)?|기자|记者|記者)\b",
    re.I,
)
"""A word that says what somebody does."""
RANKS = _words(
    "art arts article assistant blog book books business city content copy crime culture deputy digital education",
    "entertainment environment executive fashion feature features film food foreign game games gaming general ghost",
    "group guest head junior lead lifestyle local managing metro movie movies music national night online our page",
    "photo picture politics post principal site special sport sports tech technology the travel tv video web weekend",
    "world",
)
"""What stands before a job; anything else that does is somebody's name, whose other name is Writer or Fellow."""
AGENCY = re.compile(
    r",? (?:the )?(?:associated press|reuters|agence france-presse|bloomberg(?: news)?|canadian press"
    r"|press association)$",
    re.I,
)
"""An agency right behind the name of whoever wrote for it."""
HOUSE = re.compile(
    r"\b(?:times|press|presse|news|post|report|journal|herald|tribune|daily|agency|agentur|zeitung|nachrichten"
    r"|magazin|magazine|media|radio|tv|online|institut|institute|verlag|gmbh|ag|kg|se|e\. ?v|llc|inc|ltd|corp"
    r"|university|universität|stiftung|foundation|verband|ministerium|\w{0,20}anstalt|\w{0,20}amt|hochschule|zentrum|kammer|redaktion|team|editorial|staff|editors?"
    r"|agencies|agenturen)\b",
    re.I,
)
"""A word of what a house, an agency or a desk is called, and hardly ever a person."""
DOMAIN = re.compile(
    r"\b[\w-]{2,40}\.(?:com|org|net|de|at|ch|fr|es|it|co|info|eu|tv|io|pe|cl|ar|mx|br|uk|nl|pl|ru)\b", re.I
)
NOBODY = _words(
    "admin administrator author authors unknown guest user anonymous none null redaction the_editors follow folgen",
    "twitter facebook email e-mail contributors more mehr weiter weiterlesen posts share shares sponsored name datum",
    "date website autor autorin autoren auteur agencies agenturen comments kommentare anonym webmaster root",
    "registrieren register login anmelden account profil profile zuletzt",
) | {"no author", "kein autor", "posted on", "read more"}  # fmt: skip
DESKS = _words(
    "editor editors staff contributor redaktion redaktionsteam redacción redazione rédaction redaktionen redakcja team"
) | {
    "die redaktion", "staff writer", "staff report", "staff reporter", "guest author", "la redacción", "la rédaction",
}  # fmt: skip
"""Who signs where no person does."""
DESK = re.compile(
    r"\b(?:redaktion|redacción|redazione|rédaction|redakcja|editorial|editors?|staff|team|newsroom|desk|writers?"
    r"|reporters?)\b",
    re.I,
)
"""A word in the name of such."""
COLLECTIVES = _words("redaktion redazione redacción rédaction redakcja desk bureau staff team news university")
"""Jobs that nobody does alone: a name behind one is that of the house."""
SUFFIXES = _words("jr jr. sr sr. ii iii iv phd ph.d. md m.d. dds esq esq.")
LEADS = re.compile(
    r"\b(?:(?:view|show|see|more|all|alle|mehr|weitere|tous|plus|todos|más|archiv|archive)\b.{0,20}"
    r"\b(?:posts?|articles?|artikel|beiträge|profile?|stories|von|by|artículos|anzeigen|of)\b)|[→»›]",
    re.I,
)
"""What a link to more of somebody's articles says."""
WHEN = _words(
    "on am vom op le el den il em at um um, uhr h - – — | · • published updated posted veröffentlicht publié",
    "publicado last zuletzt online stand",
    "mo di mi do fr sa so mon tue wed thu fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche",
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september",
    "october november december mär mai okt dez januar februar märz juni juli oktober dezember jan. feb. mar. apr. aug.",
    "sep. sept. oct. nov. dec. hace vor há ago mayo junio julio agosto septiembre octubre noviembre",
    "diciembre enero febrero marzo abril",
)
"""What stands between a name and the figures of a date."""
