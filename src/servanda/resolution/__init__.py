"""Mentions to actors and places."""

from servanda.resolution.actors import resolve_mentions
from servanda.resolution.identity import actor_id, day_of, known_id
from servanda.resolution.locate import locate_words, resolve_places
from servanda.resolution.scores import Doubt

__all__ = ["Doubt", "actor_id", "day_of", "known_id", "locate_words", "resolve_mentions", "resolve_places"]
