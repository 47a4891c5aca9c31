"""Compiled loops over arrays: compiling them, reaching arrays by pointer, what they share."""
