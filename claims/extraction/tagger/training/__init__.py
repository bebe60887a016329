"""Makes the tagger's file: `make train`. In three steps, since PyTorch and spaCy live in environments of their own.

1. `prepare` (spaCy) cuts the corpus into words with labels and links;
2. `train` (PyTorch) fine-tunes the encoder with its three heads;
3. `export` (PyTorch) quantises the result and writes the one file that ships.
"""
