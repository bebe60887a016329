"""How the trees of `answering` are made: `prepare` turns annotated articles into rows, `train` rows into trees.

`prepare` runs in the project's environment, `train` in one with scikit-learn (see `requirements.txt`); neither is
needed to extract. `exchanges/` are articles of our own writing, in the form that `exchanges.py` reads.
"""
