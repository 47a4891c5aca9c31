"""How long hostile input may take in a test."""

MOMENT = 6.0
"""Seconds. A second is what is promised; what hangs takes minutes, and test machines are busy."""
