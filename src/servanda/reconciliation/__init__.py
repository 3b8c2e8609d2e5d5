"""Across reports: copies, incidents, figures, contradictions, commitments, standing. Pure functions."""
