"""Many users: accounts, sessions, keys, identity providers, roles in records, names that are hidden.

::

    from servanda.web.people import SiteDoor, open_site

    service = Service(records={}, door=SiteDoor(open_site("site.db")))
"""

from servanda.web.people.door import SiteDoor
from servanda.web.people.site import Site, open_site

__all__ = ["Site", "SiteDoor", "open_site"]
