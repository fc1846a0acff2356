"""The ways in which privlint can fail to do its work; each message is one line with the place and what to do."""


class PrivlintError(Exception):
    """The work could not be done; the command line prints the message and exits with 2."""


class ConfigError(PrivlintError):
    """A configuration file, or an option, that cannot be used."""


class RuleError(PrivlintError):
    """A rule file, or a concept file, that cannot be loaded."""


class UnknownConcept(RuleError):  # noqa: N818 - it is an answer, not a mistake, where another language has the concept
    """A concept that a language does not have."""

    def __init__(self, concept: str, message: str) -> None:
        super().__init__(message)
        self.concept = concept


class PluginError(PrivlintError):
    """A plug-in that cannot be loaded, or that fails while it runs."""


class SourceError(PrivlintError):
    """A policy file that cannot be read or decoded."""
