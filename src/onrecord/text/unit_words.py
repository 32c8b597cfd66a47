"""The words and signs of units, in rows "unit: spellings".

In: nothing. Out: tables from a spelling to its unit: ISO codes for money where there is one, plain plurals for the rest.
Trap: a spelling stands for one unit only; "pounds" weigh unless a currency sign says otherwise.
"""

from __future__ import annotations

# Signs of money that stand beside the number.
_SIGNS_TEXT = """
USD: $ | GBP: £ | EUR: € | JPY: ¥ | INR: ₹ | KRW: ₩ | RUB: ₽ | TRY: ₺ | ILS: ₪ | VND: ₫ | THB: ฿ | PHP: ₱ | UAH: ₴
NGN: ₦ | CRC: ₡ | PYG: ₲ | KZT: ₸ | GEL: ₾ | LAK: ₭ | GHS: ₵ | BTC: ₿ | CNY: 元
"""
# What may stand before "$" and say whose dollar it is: "US$", "C $".
_DOLLARS_TEXT = """
USD: us, u.s., u.s, usd | CAD: c, ca, can, cad | AUD: a, au, aud | HKD: hk, hkd | NZD: nz, nzd | SGD: s | TWD: nt
MXN: mex, mxn | BRL: r
"""
# Names of money in words; a nation in front ("Swiss francs") is kept beside those in lower case, as there are many francs.
_MONEY_TEXT = """
USD: dollar, buck | cents: cent | EUR: euro | JPY: yen | CNY: yuan, renminbi, rmb, kuai | rupees: rupee
RUB: ruble, rouble | pesos: peso | pesetas: peseta | francs: franc | kronor: krona | kroner: krone | lira: lira
won: won | ILS: shekel | THB: baht | dirhams: dirham | riyals: riyal | dinars: dinar | guilders: guilder
markka: markka | marks: deutschmark | PLN: zloty | pence: pence, penny | BTC: bitcoin | satoshis: satoshi
reals: real | NGN: naira | UAH: hryvnia | dimes: dime | nickels: nickel | shillings: shilling | ZAR: rand
"""
# "Canadian dollars"
_NATION_DOLLARS_TEXT = """
USD: us, u.s., american | CAD: canadian | AUD: australian | HKD: hong kong | NZD: new zealand | SGD: singapore
TWD: taiwan | JMD: jamaican
"""
# Lengths of time.
_TIMES_TEXT = """
seconds: second, sec, secs | minutes: minute, min, mins | hours: hour, hr, hrs | days: day | weeks: week
months: month | years: year, yr, yrs | decades: decade | centuries: century, centuries | weekends: weekend
nights: night | quarters: quarter | fortnights: fortnight
"""
# Lengths, areas, weights, volumes, amounts of data and power.
_MEASURES_TEXT = """
miles: mile, miles, mi | miles per hour: mph | kilometers: kilometer, kilometre, km, kms | meters: meter, metre, m
centimeters: centimeter, centimetre, cm | millimeters: millimeter, millimetre, mm | inches: inch, inches
feet: foot, feet, ft | yards: yard | acres: acre | hectares: hectare | gallons: gallon | barrels: barrel
liters: liter, litre, l | milliliters: ml | pounds: pound, lb, lbs | ounces: ounce, oz | tons: ton | tonnes: tonne
kilograms: kilogram, kilo, kg, kgs | grams: gram | milligrams: milligram, mg | degrees: degree
megabytes: megabyte, mb | gigabytes: gigabyte, gb | terabytes: tb | kilobytes: kb | bytes: byte | bits: bit
watts: watt | kilowatts: kilowatt | megawatts: megawatt | gigawatts: gigawatt | volts: volt
caliber: caliber, calibre | teaspoons: teaspoon | tablespoons: tablespoon | carats: carat | knots: knot | hertz: hertz
megahertz: mhz | gigahertz: ghz | kilometers per hour: kph | bushels: bushel | square: square
"""
MONEY_CODES_TEXT = """
USD EUR GBP CAD AUD NZD JPY CHF CNY RMB INR MXN HKD SGD SEK NOK DKK RUB TRY KRW ZAR BRL PLN ILS BTC
"""


def _table(rows: str) -> dict[str, str]:
    """Spelling -> unit, from "unit: spelling, spelling | unit: ..."."""
    table: dict[str, str] = {}
    for cell in rows.replace("\n", "|").split("|"):
        unit, _, spellings = cell.partition(":")
        table.update({spelling.strip(): unit.strip() for spelling in spellings.split(",") if spelling.strip()})
    return table


SIGNS = _table(_SIGNS_TEXT)
DOLLARS = _table(_DOLLARS_TEXT)
MONEY_NAMES = _table(_MONEY_TEXT)
NATION_DOLLARS = _table(_NATION_DOLLARS_TEXT)
TIMES = _table(_TIMES_TEXT)
MEASURES = _table(_MEASURES_TEXT)
MONEY_CODES = tuple(MONEY_CODES_TEXT.split())
