"""Mentions to actors and places."""

from servanda.resolution.actors import resolve_mentions

__all__ = ["resolve_mentions"]
