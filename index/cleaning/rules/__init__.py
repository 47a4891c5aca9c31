"""The rules that pages and saved texts share: what single lines and paragraphs say they are."""
