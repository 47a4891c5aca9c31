"""A run: from what changed in the corpus to an index that holds it."""
