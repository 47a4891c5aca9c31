"""Programs that make what is a part of the project: `make model`."""
