"""Reading people: who is who, how old, called what, living where, with which markers; and finding them."""

from tutela.record.people.queries.ages import Age, age_at, ages_at, reckon, turns_18
from tutela.record.people.queries.details import AddressHeld, CareHeld, NameHeld, ProfessionalHeld, Profile, RelationshipHeld, homes_of, living_at, profile
from tutela.record.people.queries.identity import MergeHeld, aliases, by_source, exists, kept, kept_of, merges, several, sources
from tutela.record.people.queries.links import linked_to, persons_of_email, related
from tutela.record.people.queries.looking import look_up, name_keys, split
from tutela.record.people.queries.markers import Definition, MarkerShown, definitions, marked, markers, markers_of, to_review, with_detail
from tutela.record.people.queries.names import Card, cards, display, displays

__all__ = [
    "AddressHeld", "Age", "Card", "CareHeld", "Definition", "MarkerShown", "MergeHeld", "NameHeld", "ProfessionalHeld", "Profile", "RelationshipHeld",
    "age_at", "ages_at", "aliases", "by_source", "cards", "definitions", "display", "displays", "exists", "homes_of", "kept", "kept_of", "linked_to",
    "living_at", "look_up", "marked", "markers", "markers_of", "merges", "name_keys", "persons_of_email", "profile", "reckon", "related", "several", "sources",
    "split", "to_review", "turns_18", "with_detail",
]
