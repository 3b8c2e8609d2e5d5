"""A window of the browser on the page, with what a person sees and does there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = Path(os.environ.get("SHOTS", ROOT / "page-shots"))
"""Where screenshots are kept: an artefact of CI."""

HEIGHTS = {390: 844, 1280: 900, 2560: 1440}

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Look:
    """One window.

    Attributes:
        page: Playwright's.
        faults: requests to anybody but the server, breaches of the policy, errors of scripts.
    """

    def __init__(
        self,
        browser: Browser,
        address: str,
        width: int,
        theme: str,
        expected: tuple[str, ...] = (),
        **more: Any,
    ) -> None:
        self.address = address
        self.width = width
        self.theme = theme
        self.faults: list[str] = []
        self._expected = expected
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=theme,
            locale="en-GB",
            **more,
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(40_000)
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def _asked(self, request: Request) -> None:
        if urlparse(request.url).scheme in ("data", "blob"):
            return
        if not request.url.startswith(self.address + "/"):
            self.faults.append(f"asked {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning") or "GL Driver Message" in message.text:
            return  # what a processor that draws in place of a graphics card remarks is no fault
        if not any(e in message.text for e in self._expected):
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def expect(self, *words: str) -> None:
        """Messages of the console that a test provokes."""
        self._expected = words

    def go(self, path: str) -> None:
        """Open an address of the page and wait until the view is there."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is loading any more: what was just asked for has begun two frames later."""
        self.page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        self.page.wait_for_function(
            "() => !document.querySelector('.skeleton, .busy.on') && document.querySelector('h1')"
        )

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def heading(self) -> str:
        """The view's heading."""
        return self.page.locator("h1").inner_text()

    def focused(self) -> Locator:
        """What has the focus."""
        return self.page.locator(":focus")

    def tab_to(self, selector: str, most: int = 120) -> None:
        """Press Tab until something has the focus."""
        for _ in range(most):
            if self.focused().count() and self.focused().evaluate("(e, s) => e.matches(s)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {selector}")

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def shot(self, name: str, *, full: bool = False) -> None:
        """Keep a screenshot."""
        path = SHOTS / f"{name}-{self.width}-{self.theme}.png"
        self.page.screenshot(path=path, full_page=full, animations="disabled")

    def fits(self, name: str, axe: str) -> None:
        """Nothing sticks out and nothing hinders, in light and in dark; both are kept as screenshots."""
        for theme in ("light", "dark"):
            self.theme = theme
            self.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            # Colours change over a moment; a bar that runs for as long as something loads never ends.
            self.page.evaluate(
                "Promise.all(document.getAnimations().filter(a => a.effect.getTiming().iterations === 1)"
                ".map(a => a.finished))"
            )
            self.shot(name)
            assert self.overflow() <= 0, theme
            assert self.audit(axe) == [], theme

    def audit(self, axe: str) -> list[str]:
        """What axe finds, on one line each; nothing if all is well."""
        # Through the debugger, which the page's policy does not bind.
        self.page.evaluate(axe)
        found = self.page.evaluate(
            """async rules => {
                const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
                const line = (v, n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary ?? ''}`;
                return found.violations.flatMap(v => v.nodes.map(n => line(v, n)));
            }""",
            _RULES,
        )
        return [str(f) for f in found]

    def close(self) -> None:
        """Close the window."""
        self.page.context.close()
