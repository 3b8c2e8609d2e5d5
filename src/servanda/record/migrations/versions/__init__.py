"""One module a schema. What was released is never edited."""
