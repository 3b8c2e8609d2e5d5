"""The record: documents, claims, judgements and log in SQLite or PostgreSQL, and indexes of what follows."""
