"""The index in its folder: what is committed, by whom, and whether it is whole."""
