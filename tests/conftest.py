"""Property tests try the same cases on every run, however slow the machine is."""

from hypothesis import settings

settings.register_profile("privlint", deadline=None, derandomize=True)
settings.load_profile("privlint")
