"""How the models in `kgraph/weights/` come about: `python -m training` makes all of them anew.

Needs the extra `train` (`pip install -e '.[train]'`). Nothing in `kgraph` imports from here.
"""
