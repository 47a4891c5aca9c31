"""The command line.

command          all commands together
run_commands     bring an index up to date; serve it
search_commands  ask it: `stories`, what is new (`news`)
check_commands   look it over
option           options that several commands have
failure          exit codes, and what is said with them
terminal         results as lines; `progress_bar` for long runs
"""
