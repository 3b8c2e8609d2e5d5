"""Facts the stages share: countries, actors, roles, cities. Tables are read when first asked for."""

from servanda.knowledge.actors import (
    KnownActor,
    find_actor,
    find_known,
    find_namesakes,
    is_known,
    longest_name_from,
)
from servanda.knowledge.cities import city_countries
from servanda.knowledge.countries import (
    ISO_INTERNATIONAL,
    Land,
    country_name,
    country_of,
    demonym_country,
    find_land,
    is_country,
)
from servanda.knowledge.place_names import fold_name, is_direction
from servanda.knowledge.places import Place, country_place, find_places, kilometres
from servanda.knowledge.roles import Role, find_role
from servanda.knowledge.words import is_english_word, word_list

__all__ = [
    "ISO_INTERNATIONAL",
    "KnownActor",
    "Land",
    "Place",
    "Role",
    "city_countries",
    "country_name",
    "country_of",
    "country_place",
    "demonym_country",
    "find_actor",
    "find_known",
    "find_land",
    "find_namesakes",
    "find_places",
    "find_role",
    "fold_name",
    "is_country",
    "is_direction",
    "is_english_word",
    "is_known",
    "kilometres",
    "longest_name_from",
    "word_list",
]
