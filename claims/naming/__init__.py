"""Whether two names are of one person or body: plain strings in, a verdict and its reason out. Knows no database.

`keys.py` folds words, `persons.py` and `bodies.py` compare, the lists beside them say what spelling alone does not.
"""

from .keys import name_key
from .likeness import ONE_OF_SEVERAL, Likeness, Verdict, uncertain
from .persons import is_of_family
from .speakers import BODIES, Named, blocks, compare, is_only_a_surname, short_names, stands_alone

__all__ = [
    "BODIES",
    "ONE_OF_SEVERAL",
    "Likeness",
    "Named",
    "Verdict",
    "blocks",
    "compare",
    "is_of_family",
    "is_only_a_surname",
    "name_key",
    "short_names",
    "stands_alone",
    "uncertain",
]
