"""The pipeline over many reports: in this process, or in several."""
