"""What the rooms' property tests and run tests share."""

from hypothesis import settings

# The first call of a property pays for imports; that is no failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
