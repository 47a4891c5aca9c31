"""The command line: `command` has the commands, `option` and `terminal` what they share."""
