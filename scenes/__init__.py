"""The film: one module a clip, on a shared stage, with a shared cast."""

__version__ = "0.1.0"
