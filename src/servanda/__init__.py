"""Reads news reports on armed conflict and diplomacy into events, statements, figures and commitments, each tied to its words."""

__version__ = "0.1.0"
