"""Made-up records and what is measured on them."""
