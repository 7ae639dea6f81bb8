"""The exit codes of the command line."""

EXIT_ERROR = 1
EXIT_USAGE = 2
EXIT_LIMIT = 3
EXIT_INTERRUPTED = 130
EXIT_PIPE = 141

EXIT_CODES = """\b
Exit codes:
  0    done
  1    an error; one line on standard error says what to do
  2    a command, option or setting that can't be used
  3    run, release diff: a limit of --fail-on is passed
  130  interrupted
  141  the reader of the output went away
"""
