"""Names without what people write differently: capitals, accents, apostrophes, other marks, spaces."""

import re
import unicodedata

# An apostrophe joins (St James's, stjamess); every other mark parts words.
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_NEITHER = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """The text in small letters and digits with single spaces; & is said as and. St. Helen’s gives st helens."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    bare = plain if plain.isascii() else "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NEITHER.sub(" ", _APOSTROPHES.sub("", bare)).strip()
