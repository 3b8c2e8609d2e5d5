"""What users know better than the tables: actors, places and rules of their own file (``--knowledge``).

A file is read and checked once (:func:`reading.read_own`); while a report is read, it is in use
(:func:`active.using`), and its rows come before those of the tables. Import from the modules: the tables
themselves look up the file in use, so that this package cannot import what looks up the tables.
"""
