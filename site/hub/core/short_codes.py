"""Short codes that people read off paper and type: for short links, sessions and walls."""

import secrets
from random import Random

# Capitals and digits without look-alikes (0 O, 1 I L, 5 S, 2 Z, 8 B, U beside V) and without vowels, so that no code
# spells a word on a poster. 22 characters to the power of 7 is about 2,500 million codes.
ALPHABET = "CDFGHJKMNPQRTVWXY34679"
LENGTH = 7

_IGNORED = dict.fromkeys(map(ord, " \t\r\n\u00a0\u00ad\u200b\u2010\u2011\u2012\u2013\u2014\u2212-"))


def new_code(rng: Random | None = None) -> str:
    """Seven characters of `ALPHABET`, as good as impossible to guess. The caller keeps codes unique.

    `rng` makes it repeatable for tests and the demo; without it the system's secure source is used.
    """
    rng = rng or secrets.SystemRandom()
    return "".join(rng.choice(ALPHABET) for _ in range(LENGTH))


def normalise_code(text: str) -> str:
    """What a person typed, in capitals, without spaces and hyphens: ` k7m-cd 34` is `K7MCD34`. May still be no code."""
    return text.translate(_IGNORED).upper()


def is_code(text: str) -> bool:
    """True for exactly seven characters of `ALPHABET`. Give it what `normalise_code` returned."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)
