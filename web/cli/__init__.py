"""The command line: `command` has all commands; options, failures and lines are shared."""
