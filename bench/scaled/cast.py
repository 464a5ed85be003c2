"""Who is in a life and where they live: as unmistakable words while a mould is made, as invented people when it is cast.

A mould's words stand for one name, street, postcode or telephone each, and survive folding, so that wherever an operation wrote one of them,
whole or folded, it can be found again and another put in its place. A street has a space in it and the others none, as in the mould, for PostgreSQL
writes them otherwise in an array.
"""

from __future__ import annotations

import re
from random import Random
from typing import Final, NamedTuple

MOST: Final = 9
"""So many persons, and so many places, has a life at most."""
WORD: Final = re.compile(r"qz(giv|fam|twn|str )([a-i])(?:\d+\b)?", re.IGNORECASE)
CODE: Final = re.compile(r"qz9( ?)9([a-i])\2", re.IGNORECASE)
PHONE: Final = re.compile(r"01632 99000(\d)")
_LETTERS: Final = "abcdefghi"
_CODES: Final = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters that end a postcode."""
_AREAS: Final = ("NS", "NT", "NV", "NY", "NA", "NB", "NC", "ND", "NF", "NH", "NJ", "NK", "NL", "NM", "NQ")
"""Postcode areas that there are not."""
_GIVEN: Final = (
    "Amara", "Aisha", "Alfie", "Amelia", "Anwar", "Archie", "Bella", "Ben", "Beth", "Callum", "Carys", "Chloe", "Connor", "Daisy", "Dylan", "Ella",
    "Elliot", "Emily", "Erin", "Ethan", "Faith", "Farah", "Finn", "Freya", "George", "Grace", "Hannah", "Harvey", "Hassan", "Imogen", "Isaac", "Isla",
    "Jack", "Jade", "Jamal", "Jasmine", "Jess", "Joel", "Josh", "Kayla", "Keira", "Kyle", "Leah", "Leo", "Lewis", "Libby", "Liam", "Logan", "Lola",
    "Lucas", "Maisie", "Marcus", "Maryam", "Mason", "Megan", "Mia", "Millie", "Mohammed", "Molly", "Nadia", "Nathan", "Niamh", "Noah", "Olivia", "Omar",
    "Oscar", "Owen", "Paige", "Poppy", "Reece", "Rhys", "Riley", "Robyn", "Rosie", "Ruby", "Ryan", "Sadia", "Samuel", "Sana", "Scarlett", "Sean", "Skye",
    "Sofia", "Sophie", "Tamsin", "Tariq", "Theo", "Toby", "Tyler", "Victoria", "Wren", "Yasmin", "Yusuf", "Zac", "Zara", "Zoe",
)
_FAMILY: Final = (
    "Ackroyd", "Adeleke", "Ahmed", "Akhtar", "Allen", "Appleby", "Archer", "Armitage", "Atkins", "Bailey", "Barker", "Barnes", "Bashir", "Batley", "Begum",
    "Bell", "Bennett", "Berry", "Birch", "Blackwood", "Booth", "Bradley", "Brierley", "Briggs", "Brook", "Burton", "Butler", "Carr", "Carter", "Chapman",
    "Clarke", "Clegg", "Collier", "Cooper", "Crossley", "Dalton", "Dawson", "Dixon", "Dobson", "Doyle", "Earnshaw", "Ellis", "Farrell", "Firth",
    "Fletcher", "Foster", "Fraser", "Garside", "Gibson", "Gill", "Gledhill", "Greenwood", "Haigh", "Hall", "Hanson", "Hardy", "Hargreaves", "Harris",
    "Hartley", "Haworth", "Hinchliffe", "Hirst", "Holroyd", "Hughes", "Hussain", "Ingham", "Iqbal", "Jackson", "Jagger", "Jenkins", "Jowett", "Kamara",
    "Kaur", "Kaye", "Kelly", "Khan", "Kilburn", "King", "Lister", "Lockwood", "Lowe", "Lumb", "Mahmood", "Malik", "Marsden", "Mason", "Mellor", "Metcalfe",
    "Midgley", "Mistry", "Morton", "Murphy", "Naylor", "Newton", "Noble", "Nowak", "Oldfield", "Okafor", "Parkin", "Patel", "Pearson", "Pickles",
    "Popescu", "Quarmby", "Rafiq", "Ramsden", "Rhodes", "Riley", "Robertshaw", "Rourke", "Saville", "Shah", "Sharp", "Shaw", "Singh", "Smith", "Stead",
    "Sugden", "Sutcliffe", "Sykes", "Taylor", "Thornton", "Tordoff", "Turner", "Varley", "Wadsworth", "Walker", "Webb", "Whitaker", "Wilkinson",
    "Womersley", "Wood", "Wright", "Yates", "Zaman",
)
_STREETS: Final = (
    "Abbey", "Albert", "Alma", "Ash", "Bank", "Beck", "Bridge", "Canal", "Castle", "Chapel", "Church", "Clough", "Croft", "Dale", "Dock", "Elm", "Ferry",
    "Field", "Foundry", "Garden", "Grange", "Harbour", "Haven", "Hill", "Holly", "Kiln", "Lark", "Mill", "Moor", "North", "Oak", "Park", "Pier",
    "Prospect", "Quay", "Rail", "Sandy", "School", "Spring", "Station", "Swan", "Union", "Vale", "Victoria", "Water", "West", "Wharf", "Willow",
)
_KINDS: Final = ("Row", "Lane", "Street", "Rise", "Close", "Avenue", "Road", "View", "Terrace", "Court")
_TOWNS: Final = ("Northport", "Saltby", "Milldale", "Thornley", "Marram", "Ravensea", "Ashwick", "Coldbeck", "Harrowby", "Linmouth")


class Cast(NamedTuple):
    """The words of one life: the n-th person's names, the n-th place's lines and postcode, the n-th telephone."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    codes: tuple[str, ...]
    phones: tuple[str, ...]

    def name(self, person: int) -> str:
        """The full name of a person."""
        return f"{self.given[person]} {self.family[person]}"

    def address(self, place: int) -> str:
        """A place in one line, without its postcode."""
        return f"{self.streets[place]}, {self.towns[place]}"


def mould(number: int) -> Cast:
    """The words that stand for any. Streets are numbered: moulds are lived in one database, and no two may share an address there."""
    return Cast(
        given=tuple(f"Qzgiv{letter}" for letter in _LETTERS), family=tuple(f"Qzfam{letter}" for letter in _LETTERS),
        streets=tuple(f"Qzstr {letter}{number}" for letter in _LETTERS), towns=tuple(f"Qztwn{letter}" for letter in _LETTERS),
        codes=tuple(f"QZ9 9{letter}{letter}".upper() for letter in _LETTERS), phones=tuple(f"01632 99000{n}" for n in range(MOST)),
    )


def of(life: int, seed: int = 1) -> Cast:
    """The invented people of a life, the same for the same number; no two lives share an address.

    :raises ValueError: if there are no more postcodes
    """
    rng = Random(f"cast {seed} {life}")
    own = rng.choice(_FAMILY)
    return Cast(
        given=tuple(rng.choice(_GIVEN) for _ in range(MOST)), family=tuple(own if n < 3 else rng.choice(_FAMILY) for n in range(MOST)),
        streets=tuple(f"{rng.randint(1, 180)} {rng.choice(_STREETS)} {rng.choice(_KINDS)}" for _ in range(MOST)),
        towns=tuple(rng.choice(_TOWNS) for _ in range(MOST)), codes=tuple(_postcode(life * MOST + n) for n in range(MOST)),
        phones=tuple(f"01632 {960000 + rng.randrange(30000)}" for _ in range(MOST)),
    )


def _postcode(number: int) -> str:
    number, last = divmod(number, len(_CODES))
    number, first = divmod(number, len(_CODES))
    number, sector = divmod(number, 10)
    area, district = divmod(number, 99)
    if area >= len(_AREAS):
        raise ValueError("there are no more postcodes in Northshire")
    return f"{_AREAS[area]}{district + 1} {sector}{_CODES[first]}{_CODES[last]}"


def put(cast: Cast, found: str) -> str:
    """What stands in a cast for one of the mould's words, folded or in capitals as that was."""
    if match := WORD.fullmatch(found):
        kind, n = match[1].lower(), _LETTERS.index(match[2].lower())
        said = {"giv": cast.given, "fam": cast.family, "str ": cast.streets, "twn": cast.towns}[kind][n]
    elif match := CODE.fullmatch(found):
        said = cast.codes[_LETTERS.index(match[2].lower())].replace(" ", match[1])
    else:
        return cast.phones[int(found[-1])]
    return said.lower() if found.islower() else said
