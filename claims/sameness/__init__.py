"""Whether two claims are one claim told again: plain data in, a verdict and its reason out. Knows no database.

Vectors (`vectors.py`) only find what is worth comparing: to them "fell by 12 percent" is near "rose by 12 percent".
The verdict is made by rules on speakers (`sides.py`), words (`words.py`), denial and direction (`polarity.py`) and
numbers (`quantities.py`).
"""

from .comparing import CANDIDATE, compare, compare_propositions
from .sides import Side, same_side
from .statements import Comparison, Statement, Verdict

__all__ = [
    "CANDIDATE",
    "Comparison",
    "Side",
    "Statement",
    "Verdict",
    "compare",
    "compare_propositions",
    "same_side",
]
