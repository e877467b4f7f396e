"""Which language a text is in: prose of others is told, English of every shape stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.documents.tongue import language_of

ROOT = Path(__file__).parents[2]
RELATIVES = {
    "bs": {"bs", "hr", "sr"},
    "hr": {"bs", "hr", "sr"},
    "sr": {"bs", "hr", "sr"},
    "no": {"no", "nb", "da"},
}
"""Close relatives may be taken for each other, but not for English."""


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "da",
            "Ministeriet har i dag besluttet at opsige aftalen med Northgate, fordi firmaet ikke kunne gøre "
            "rede for, hvem der har adgang til dets servere. Hun var i går for at tale med ledelsen, og de "
            "blev enige om at mødes igen i næste uge. Det er ikke klart, hvad det kommer til at koste.",
        ),
        (
            "no",
            "Departementet har i dag bestemt at avtalen med Northgate skal sies opp, fordi selskapet ikke "
            "kunne gjøre rede for hvem som har tilgang til serverne. Hun var her i går for å snakke med "
            "ledelsen, og de ble enige om at de skal møtes igjen. Det er for tidlig å si hva det vil koste.",
        ),
        (
            "sv",
            "Ministeriet har i dag beslutat att säga upp avtalet med Northgate, eftersom bolaget inte kunde "
            "förklara vem som har tillgång till dess servrar. Hon var där i går för att tala med ledningen. "
            "Det är inte klart vad det kommer att kosta.",
        ),
        (
            "de",
            "Das Ministerium hat am Montag den Vertrag mit Northgate gekündigt, weil die Firma nicht sagen "
            "konnte, wer Zugang zu ihren Servern hat. Was das kosten wird, war am Abend noch nicht klar, "
            "also will man in der nächsten Woche weiter beraten.",
        ),
        (
            "nl",
            "Het ministerie heeft maandag het contract met Northgate opgezegd, omdat het bedrijf niet kon "
            "zeggen wie er toegang heeft tot de servers. Het is nog niet duidelijk of er een nieuwe opdracht"
            " komt. Dat was het antwoord van de minister.",
        ),
        (
            "fr",
            "Le ministère a résilié lundi le contrat avec Northgate, parce que la société ne pouvait pas "
            "dire qui a accès à ses serveurs. On ne sait pas encore ce que cela va coûter, or le budget est "
            "déjà voté.",
        ),
        (
            "es",
            "El ministerio rescindió el lunes el contrato con Northgate, porque la empresa no pudo decir "
            "quién tiene acceso a sus servidores. Todavía no se sabe cuánto va a costar ni qué ha dicho el "
            "proveedor.",
        ),
        (
            "it",
            "Il ministero ha rescisso lunedì il contratto con Northgate, perché la società non ha saputo "
            "dire chi ha accesso ai suoi server. Non è ancora chiaro quanto costerà, ha detto il ministro ai"
            " giornalisti.",
        ),
        (
            "pt",
            "O ministério rescindiu na segunda-feira o contrato com a Northgate, porque a empresa não soube "
            "dizer quem tem acesso aos seus servidores. As autoridades ainda não sabem quanto isso vai "
            "custar.",
        ),
        (
            "ro",
            "Ministerul a reziliat luni contractul cu Northgate, pentru că firma nu a putut spune cine are "
            "acces la serverele ei. Nu este clar cât va costa și nici cine are dreptul să ceară despăgubiri.",
        ),
        (
            "pl",
            "Ministerstwo wypowiedziało w poniedziałek umowę z firmą Northgate, ponieważ nie potrafiła ona "
            "powiedzieć, kto ma dostęp do jej serwerów. Nie wiadomo jeszcze, ile to będzie kosztować.",
        ),
        (
            "cs",
            "Ministerstvo v pondělí vypovědělo smlouvu s firmou Northgate, protože nedokázala říct, kdo má "
            "přístup k jejím serverům. Zatím není jasné, kolik to bude stát.",
        ),
        (
            "hr",
            "Ministarstvo je u ponedjeljak raskinulo ugovor s tvrtkom Northgate, jer ona nije mogla reći tko"
            " ima pristup njezinim serverima. Još nije jasno koliko će to stajati i hoće li biti novog "
            "natječaja.",
        ),
        (
            "bs",
            "Ministarstvo je u ponedjeljak raskinulo ugovor sa firmom Northgate, jer ona nije mogla reći ko "
            "ima pristup njenim serverima. Još nije jasno koliko će to koštati i hoće li biti novog tendera.",
        ),
        (
            "sr",
            "Ministarstvo je u ponedeljak raskinulo ugovor sa firmom Northgate, jer ona nije mogla da kaže "
            "ko ima pristup njenim serverima. Još nije jasno koliko će to koštati i da li će biti novog "
            "tendera.",
        ),
        (
            "id",
            "Kementerian itu pada hari Senin membatalkan kontrak dengan Northgate, karena perusahaan "
            "tersebut tidak dapat menjelaskan siapa yang memiliki akses ke servernya. Belum jelas berapa "
            "biaya yang harus dibayar.",
        ),
        (
            "fi",
            "Ministeriö irtisanoi maanantaina sopimuksen Northgaten kanssa, koska yhtiö ei osannut sanoa, "
            "kenellä on pääsy sen palvelimille. Vielä ei ole selvää, mitä se tulee maksamaan.",
        ),
        (
            "hu",
            "A minisztérium hétfőn felmondta a Northgate céggel kötött szerződést, mert az nem tudta "
            "megmondani, ki fér hozzá a szervereihez. Még nem világos, mennyibe fog ez kerülni.",
        ),
        (
            "tr",
            "Bakanlık pazartesi günü Northgate ile yaptığı sözleşmeyi feshetti, çünkü şirket sunucularına "
            "kimin eriştiğini söyleyemedi. Bunun ne kadara mal olacağı henüz belli değil.",
        ),
    ],
)
def test_prose_of_others(code: str, text: str) -> None:
    assert language_of(text).code in RELATIVES.get(code, {code})


@pytest.mark.parametrize(
    "text",
    [
        "Northgate, Orrin, Pellworth",
        (
            "Northgate Systems GmbH, Orrin SA, Pellworth Holdings NV, Tessellund AB, Kelvarn "
            "SpA, Quayhelm Oy, Drummelow Kft, Avaria Telekom"
        ),
        (
            "Suppliers: Northgate Systems; Orrin Drones; Pellworth Capital; Drummelow Shippin"
            "g; Kelvarn Software; Quayhelm Logistics"
        ),
        (
            "Ministry bans Northgate. Orrin fined 3m. Pellworth denies claims. Shares fall 12"
            "%. Court hearing Monday."
        ),
        (
            "MINISTRY BANS NORTHGATE GEAR; ORRIN FINED; PELLWORTH DENIES ALL CLAIMS; SHARES F"
            "ALL SHARPLY; HEARING SET MONDAY"
        ),
        "Avaria bans Northgate routers, cites spying fears",
        (
            "2017-03-01 contract signed\n2018-05-02 audit, faults found\n2019-01-10 supplier ba"
            "rred\n2020-02-02 appeal lost\n"
        ),
        (
            "- drones\n- cameras\n- routers\n- antennas\n- servers\n- base stations\n- encryption m"
            "odules\n- spare parts\n"
        ),
        (
            "Vendor | Country | Amount | Status\nNorthgate | Avaria | 12,000 | barred\nOrrin | "
            "Belmar | 9,500 | active\nPellworth | Avaria | 700 | under review"
        ),
        (
            "Huawei Technologies Co., Ltd.; ZTE Corporation; Hytera Communications Corporatio"
            "n; Hangzhou Hikvision Digital Technology Co.; Dahua Technology Co."
        ),
        (
            "Kaspersky Lab ZAO, Moskva; Rostelecom PAO; Gazprom Neft; Rosoboronexport; Sberba"
            "nk Rossii; Vnesheconombank; Almaz-Antey"
        ),
        (
            "Bundesministerium des Innern, Deutsche Telekom, Vodafone Deutschland and Telefón"
            "ica Deutschland: contracts awarded, 2019"
        ),
        (
            "Dr. Hans Müller, Jean-Pierre Dupont, María García, Giovanni Rossi, Lars Sørensen"
            ", Zoltán Nagy, João Silva, Željko Horvat"
        ),
        "Deutsche Bahn buys Siemens trains; Bundestag approves; Grüne object",
    ],
)
def test_short_english(text: str) -> None:
    assert language_of(text).code == "en"


def test_articles_are_english() -> None:
    files = [*ROOT.glob("training/fresh/*.jsonl"), *ROOT.glob("training/corpus/c*.jsonl")]
    rows = [line for file in sorted(files) for line in file.read_text(encoding="utf-8").splitlines()[:24]]
    texts = [json.loads(row)["text"] for row in rows]
    texts += [file.read_text(encoding="utf-8") for file in (ROOT / "examples" / "articles").iterdir()]
    assert len(texts) > 130
    assert [text for text in texts if language_of(text).code != "en"] == []
