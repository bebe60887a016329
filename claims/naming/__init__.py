"""Whether two names are of one person or body: plain strings in, a verdict and its reason out. Knows no database.

`keys.py` folds words, `persons.py` and `bodies.py` compare, the lists beside them say what spelling alone does not.
"""

from .keys import name_key
from .likeness import ONE_OF_SEVERAL, Likeness, Verdict, uncertain
from .persons import are_surname_and_full
from .speakers import BODIES, Named, blocks, compare, short_names, stands_alone, surname

__all__ = [
    "BODIES",
    "ONE_OF_SEVERAL",
    "Likeness",
    "Named",
    "Verdict",
    "are_surname_and_full",
    "blocks",
    "compare",
    "name_key",
    "short_names",
    "stands_alone",
    "surname",
    "uncertain",
]
