"""What all tests share."""

from hypothesis import settings

# The first example of a run also pays for reading the rules, so a deadline per example measures the wrong thing.
settings.register_profile("cleancopy", deadline=None)
settings.load_profile("cleancopy")
