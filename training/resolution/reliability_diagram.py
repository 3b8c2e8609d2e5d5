"""A reliability diagram as SVG: how often what was scored so turned out right, bin by bin.

A point on the diagonal is a score that holds; its area is the number of mentions in the bin. Plain text, no
library; the same points give the same file.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

SIDE = 320
"""Length of the square's side, in pixels."""
LEFT, TOP, RIGHT, BOTTOM = 56, 16, 24, 52
"""Room for the labels around the square, in pixels."""
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
LEAST, MOST = 3.0, 16.0
"""Radii of an empty bin's and of the fullest bin's point."""
Point = tuple[float, float, int]
"""Mean score, share that is right, number of mentions."""


def draw(points: Iterable[Point], title: str) -> str:
    """The diagram of these points; colours are the reader's text colour and one blue."""
    rows = list(points)
    fullest = max((count for _, _, count in rows), default=1)
    width, height = LEFT + SIDE + RIGHT, TOP + SIDE + BOTTOM
    out = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" font-family="sans-serif" font-size="12">'
        ),
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#8a8a8a"/>',
    ]
    for tick in TICKS:
        x, y = _x(tick), _y(tick)
        out += [
            f'<line x1="{x}" y1="{_y(0)}" x2="{x}" y2="{_y(0) + 4}" stroke="#8a8a8a"/>',
            f'<text x="{x}" y="{_y(0) + 18}" text-anchor="middle">{tick:.1f}</text>',
            f'<line x1="{LEFT - 4}" y1="{y}" x2="{LEFT}" y2="{y}" stroke="#8a8a8a"/>',
            f'<text x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end">{tick:.1f}</text>',
        ]
    out.append(
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#8a8a8a" stroke-dasharray="4 4"/>'
    )
    path = " ".join(f"{_x(mean)},{_y(share)}" for mean, share, _ in rows)
    out.append(f'<polyline points="{path}" fill="none" stroke="#1f5fa8"/>')
    for mean, share, count in rows:
        radius = LEAST + (MOST - LEAST) * sqrt(count / fullest)
        words = f"{count} mentions, mean score {mean:.2f}, right {share:.2f}"
        out.append(
            f'<circle cx="{_x(mean)}" cy="{_y(share)}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity="0.55">'
            f"<title>{words}</title></circle>"
        )
    middle = LEFT + SIDE // 2
    out += [
        f'<text x="{middle}" y="{height - 12}" text-anchor="middle">mean score</text>',
        (
            f'<text x="14" y="{TOP + SIDE // 2}" text-anchor="middle" '
            f'transform="rotate(-90 14 {TOP + SIDE // 2})">share that is right</text>'
        ),
        "</svg>",
    ]
    return "\n".join(out) + "\n"


def _x(value: float) -> float:
    return round(LEFT + SIDE * value, 1)


def _y(value: float) -> float:
    return round(TOP + SIDE * (1.0 - value), 1)
