"""kgraph: claims about vendors and governments, from articles to a graph."""
