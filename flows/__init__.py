"""The flows: settings, files, worker processes, Prefect, progress and the command line.

The only package that knows where things are. `cleaners` gets bytes, `warehouse` gets results and paths.
"""
