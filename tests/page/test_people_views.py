"""Views for several people at every width, in both themes; who may not see them is told so."""

from __future__ import annotations

import pytest
from tests.page.conftest import Open
from tests.page.sites import SiteAt

VIEWS = {
    "members": "/r/karabakh/members",
    "marks": "/r/karabakh/marks",
    "account": "/account",
    "keys": "/keys",
    "accounts": "/accounts",
    "audit": "/audit",
}


@pytest.mark.parametrize("width", [390, 1280, 2560])
@pytest.mark.parametrize("view", VIEWS)
def test_fits_and_hinders_nobody(look: Open, axe: str, site: SiteAt, view: str, width: int) -> None:
    look(VIEWS[view], width=width, **site.as_("ann")).fits(f"people-{view}", axe)
