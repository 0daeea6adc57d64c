"""In which language a text is, told by nothing but its words."""

import time

import pytest

from caveat.extract.language import guess_language

SAMPLES = {
    "en": (
        "The keeper of the lighthouse has counted the ships for thirty years, and he has not told anybody what it is."
    ),
    "de": (
        "Der Wärter des Leuchtturms hat die Schiffe dreißig Jahre lang gezählt und es niemandem gesagt, auch nicht ihr."
    ),
    "fr": (
        "Le gardien du phare compte les navires de la baie depuis trente "
        "ans, et il ne l'a dit à personne dans le village."
    ),
    "es": (
        "El guardián del faro ha contado los barcos de la bahía durante treinta años, y no se lo ha dicho a nadie más."
    ),
    "it": (
        "Il guardiano del faro conta le navi della baia da trent'anni, e non "
        "lo ha mai detto a nessuno, nemmeno alla sorella."
    ),
    "pt": (
        "O guarda do farol conta os navios da baía há trinta anos, e não "
        "disse a ninguém quantos são, nem mesmo à sua irmã."
    ),
    "nl": (
        "De wachter van de vuurtoren heeft de schepen in de baai dertig jaar lang geteld en het aan niemand verteld."
    ),
    "pl": (
        "Latarnik liczy statki w zatoce od trzydziestu lat i nie powiedział o tym nikomu, bo to jest tylko jego sprawa."
    ),
    "sv": (
        "Fyrvaktaren har räknat skeppen i bukten i trettio år, och han har "
        "inte sagt det till någon, för det är hans sak."
    ),
    "da": (
        "Fyrpasseren har talt skibene i bugten i tredive år, og han har "
        "ikke sagt det til nogen, fordi det kun er hans sag."
    ),
    "nb": (
        "Fyrvokteren har talt skipene i bukten i tretti år, og han har ikke "
        "sagt det til noen, for det er bare hans sak nå."
    ),
    "fi": (
        "Majakanvartija on laskenut lahden laivat jo vuosia, mutta hän ei "
        "ole sitä kenellekään sanonut, koska se on hänen."
    ),
    "tr": (
        "Fener bekçisi otuz yıldır koydaki gemileri sayıyor ve bunu hiç "
        "kimseye söylemedi, çünkü bu onun için çok önemli bir iş."
    ),
    "ru": (
        "Смотритель маяка тридцать лет считает корабли в заливе и никому об этом не говорит, потому что это его дело."
    ),
    "uk": (
        "Доглядач маяка тридцять років рахує кораблі у затоці й нікому про це не каже, бо це його справа і його їхня."
    ),
    "el": ("Ο φύλακας του φάρου μετράει τα πλοία του κόλπου εδώ και τριάντα χρόνια και δεν το είπε σε κανέναν."),
    "ar": ("حارس المنارة يعد السفن في الخليج منذ ثلاثين عاما ولم يخبر أحدا بذلك لأنه يحب الهدوء"),
    "fa": ("نگهبان فانوس دریایی سی سال است که کشتی‌های خلیج را می‌شمارد و به هیچ کس چیزی نگفته است"),
    "he": ("שומר המגדלור סופר את האוניות במפרץ כבר שלושים שנה ולא סיפר על כך לאיש כי זה עניינו"),
    "hi": ("प्रकाशस्तंभ का रखवाला तीस साल से खाड़ी के जहाज़ गिन रहा है और उसने किसी को नहीं बताया"),
    "ja": (
        "灯台守は三十年間、湾の船を数えてきたが、誰にもその数を教"
        "えたことがない。それは彼の秘密である。今日も数えている。"
    ),
    "zh": (
        "灯塔看守人三十年来一直在数海湾里的船只，他从来没有告诉任何人数目，因为这是他自己的事情。今天他还在数着那些船。"
    ),
    "ko": (
        "등대지기는 삼십 년 동안 만의 배를 세어 왔지만 아무에게도 그 수를 말하지 않았다. 그것은 그의 일이기 때문이다."
    ),
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_or_two_tells(language):
    assert guess_language(SAMPLES[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Lamp", "12 / 34 / 56", "Anna Berg, Tom Okafor, Lee", "Qwz rty psd fgh jkl " * 20]
)
def test_what_is_no_text_tells_nothing(text):
    assert guess_language(text) is None


def test_names_in_another_script_do_not_tell():
    assert guess_language(SAMPLES["en"] + " 東京 and Москва.") == "en"


def test_a_long_text_takes_no_longer_than_its_head():
    start = time.process_time()
    guess_language("a " * 5_000_000)
    guess_language("あ" * 5_000_000)
    assert time.process_time() - start < 0.5
