"""Mentions to actors and places."""

from servanda.resolution.actors import resolve_mentions
from servanda.resolution.identity import actor_id, day_of, known_id

__all__ = ["actor_id", "day_of", "known_id", "resolve_mentions"]
