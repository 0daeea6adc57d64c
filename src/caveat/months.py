"""Owns the names of months, in the languages that date lines are most often written in."""

NAMES = (
    "jan january januar jänner janvier enero ene gennaio gen januari janeiro tammikuuta stycznia styczeń sty ledna"
    " leden января янв січня ocak oca ianuarie ian január januára ιανουαρίου gener",
    "feb february februar feber février févr fév febrero febbraio februari fevereiro fev helmikuuta lutego luty lut "
    "února únor февраля фев лютого şubat şub februarie február februára φεβρουαρίου febrer",
    "mar march märz mär mrz maerz mars marzo maart mrt março marts maaliskuuta marca marzec března březen марта мар"
    " березня mart martie március márc marec μαρτίου maret març",
    "apr april avril avr abril abr aprile huhtikuuta kwietnia kwiecień kwi dubna duben апреля апр квітня nisan nis"
    " aprilie április ápr apríla απριλίου",
    "may mai mayo maggio mag mei maio maj toukokuuta maja května květen мая май травня mayıs mayis május máj mája μαΐου"
    " maig",
    "jun june juni juin junio giugno giu junho kesäkuuta czerwca czerwiec cze června červen июня июн червня haziran haz"
    " iunie június jún júna ιουνίου juny",
    "jul july juli juillet juil julio luglio lug julho heinäkuuta lipca lipiec lip července červenec июля июл липня"
    " temmuz tem iulie július júl júla ιουλίου juliol",
    "aug august août aout agosto ago augustus augusti elokuuta sierpnia sierpień sie srpna srpen августа авг серпня"
    " ağustos ağu agustus augusztus augusta αυγούστου agost",
    "sep sept september septembre septiembre setiembre settembre set setembro syyskuuta września wrzesień wrz září"
    " сентября сен вересня eylül eyl septembrie szeptember szept septembra σεπτεμβρίου setembre",
    "oct october oktober okt octobre octubre ottobre ott outubro out lokakuuta października październik paź října říjen"
    " октября окт жовтня ekim eki octombrie október októbra οκτωβρίου",
    "nov november novembre noviembre novembro marraskuuta listopada listopad lis listopadu ноября ноя листопада kasım"
    " kasim kas noiembrie novembra νοεμβρίου",
    "dec december dezember dez décembre déc diciembre dic dicembre dezembro desember des joulukuuta grudnia grudzień"
    " gru prosince prosinec декабря дек грудня aralık aralik ara decembrie decembra δεκεμβρίου desembre",
)
"""January to December, each with its names and abbreviations, in lower case and without dots."""

_NUMBERS = {name: number for number, names in enumerate(NAMES, start=1) for name in names.split()}


def month_number(name: str) -> int | None:
    """The month that a word names, 1 to 12, whatever its case."""
    return _NUMBERS.get(name.lower().replace("i̇", "i").rstrip("."))
