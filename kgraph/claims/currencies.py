"""Currencies as articles write them, as ISO 4217 codes: signs, codes and words."""

from __future__ import annotations

__all__ = ["CODES", "CURRENCY_WORDS", "NATIONAL_CURRENCIES", "SIGNS"]

# Before the number; the longer sign goes first where one starts like another.
SIGNS = {
    "US$": "USD",
    "AU$": "AUD",
    "A$": "AUD",
    "Can$": "CAD",
    "CA$": "CAD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "R$": "BRL",
    "MX$": "MXN",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "₫": "VND",
    "₪": "ILS",
    "₸": "KZT",
    "₵": "GHS",
    "฿": "THB",
}

# Before or after the number; ISO codes stand for themselves. None: several states use the sign.
_ISO_CODES = (
    "AED ARS AUD AZN BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP ETB EUR GBP GEL GHS HKD HUF IDR ILS INR"
    " IQD ISK JOD JPY KES KRW KWD KZT LBP LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR"
    " SEK SGD THB TND TRY TWD TZS UAH UGX USD UZS VND XAF XOF ZAR ZMW"
)
CODES: dict[str, str | None] = {code: code for code in _ISO_CODES.split()}
CODES |= {"NIS": "ILS", "RMB": "CNY", "QR": "QAR", "KSh": "KES", "Ksh": "KES", "RM": "MYR", "Rp": "IDR"}
CODES |= {"Rs": "INR", "Rs.": "INR", "SFr": "CHF", "Dh": "AED", "R": "ZAR", "N": "NGN", "Sh": None, "P": None}

# After the number, in the singular. None: several states call their money so.
CURRENCY_WORDS: dict[str, str | None] = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yuan": "CNY",
    "renminbi": "CNY",
    "yen": "JPY",
    "won": "KRW",
    "rouble": "RUB",
    "ruble": "RUB",
    "rupee": "INR",
    "kronor": "SEK",
    "zloty": "PLN",
    "złoty": "PLN",
    "lira": "TRY",
    "hryvnia": "UAH",
    "shekel": "ILS",
    "reais": "BRL",
    "rand": "ZAR",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "baht": "THB",
    "naira": "NGN",
    "forint": "HUF",
    "tenge": "KZT",
    "lari": "GEL",
    "taka": "BDT",
    "cedi": "GHS",
    "leva": "BGN",
    "koruna": "CZK",
    "birr": "ETB",
    "dong": "VND",
    "riyal": None,
    "dirham": None,
    "dinar": None,
    "franc": None,
    "krone": None,
    "kroner": None,
    "crown": None,
    "peso": None,
    "shilling": None,
    "lei": None,
}

# "18 million Swiss francs": the adjective settles it.
NATIONAL_CURRENCIES = {
    ("american", "dollar"): "USD",
    ("us", "dollar"): "USD",
    ("u.s.", "dollar"): "USD",
    ("australian", "dollar"): "AUD",
    ("canadian", "dollar"): "CAD",
    ("hong kong", "dollar"): "HKD",
    ("new zealand", "dollar"): "NZD",
    ("singapore", "dollar"): "SGD",
    ("taiwan", "dollar"): "TWD",
    ("egyptian", "pound"): "EGP",
    ("pakistani", "rupee"): "PKR",
    ("sri lankan", "rupee"): "LKR",
    ("indian", "rupee"): "INR",
    ("swiss", "franc"): "CHF",
    ("cfa", "franc"): "XOF",
    ("danish", "kroner"): "DKK",
    ("danish", "krone"): "DKK",
    ("norwegian", "kroner"): "NOK",
    ("norwegian", "krone"): "NOK",
    ("swedish", "kronor"): "SEK",
    ("swedish", "crown"): "SEK",
    ("czech", "koruna"): "CZK",
    ("czech", "crown"): "CZK",
    ("mexican", "peso"): "MXN",
    ("philippine", "peso"): "PHP",
    ("argentine", "peso"): "ARS",
    ("chilean", "peso"): "CLP",
    ("colombian", "peso"): "COP",
    ("kenyan", "shilling"): "KES",
    ("tanzanian", "shilling"): "TZS",
    ("ugandan", "shilling"): "UGX",
    ("saudi", "riyal"): "SAR",
    ("qatari", "riyal"): "QAR",
    ("moroccan", "dirham"): "MAD",
    ("kuwaiti", "dinar"): "KWD",
    ("iraqi", "dinar"): "IQD",
    ("serbian", "dinar"): "RSD",
    ("romanian", "lei"): "RON",
}
