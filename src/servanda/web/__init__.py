"""The service: a server over the public verbs, for the page and for programs.

=====================  ======================================================================
:mod:`.app`            makes the application out of a :class:`.config.Service`
:mod:`.caller`         who asks, what he may, and the door that decides it
:mod:`.records`        open records, shared by all requests
:mod:`.asking`         query parameters to filters
:mod:`.answers`        JSON, CSV, entity tags
:mod:`.problems`       errors as ``application/problem+json``
:mod:`.guard`          what every request passes: names, sizes, headers, rates
:mod:`.schemas`        JSON Schema of what is answered, from the records themselves
:mod:`.routes`         the addresses
=====================  ======================================================================

It needs the extra ``servanda[web]``.
"""
