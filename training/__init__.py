"""How the labeller's weights are made: the samples, what they teach, and the fit. Not shipped in the wheel.

Run from the repository root as `python -m training.<module>`. Needs resiliparse beside the project's environment.
"""
