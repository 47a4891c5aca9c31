"""The engine over an index folder."""
