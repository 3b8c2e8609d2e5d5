"""The addresses, one module for each sort of thing."""
