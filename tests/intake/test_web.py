import gzip
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from servanda.errors import InputError
from servanda.intake import Fetcher, Limits, read_source
from servanda.intake.web import default_user_agent

TEXT = "The two envoys met in Vienna on Monday and said that the talks would go on."
PAGES = {
    "/a": ("text/html; charset=utf-8", f"<html><body><p>{TEXT}</p></body></html>".encode()),
    "/plain": ("text/plain", TEXT.encode()),
    "/lines": ("application/x-ndjson", f'{{"text": "{TEXT}"}}\n'.encode()),
    "/picture": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "/large": ("text/plain", b"word " * 1000),
    "/empty": ("text/plain", b""),
    "/closed/a": ("text/plain", TEXT.encode()),
}
REDIRECTS = {
    "/moved": "/plain",
    "/loop": "/loop",
    "/inside": "http://127.0.0.2:1/secret",
    "/to-file": "file:///etc/passwd",
}


class Site(BaseHTTPRequestHandler):
    robots = b"User-agent: *\nDisallow: /closed/\n"
    robots_status = 200

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        if self.path == "/robots.txt":
            return self.answer(self.server.robots_status, "text/plain", self.robots)
        if self.path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[self.path])
            return self.end_headers()
        if self.path == "/bomb":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            return self.wfile.write(gzip.compress(b"a" * 5_000_000))
        if self.path not in PAGES:
            return self.answer(404, "text/html", b"none")
        return self.answer(200, *PAGES[self.path])

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    server.seen = []
    server.robots_status = 200
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def fetcher(**kwargs):
    """One that takes the tests' own server for a public one, under a name that only it resolves."""
    settings = {
        "resolver": lambda host, port: ["127.0.0.1"],
        "permit": lambda address: address == "127.0.0.1",
    }
    return Fetcher(**{**settings, **kwargs})


def address(site, path):
    return f"http://news.example:{site.server_port}{path}"


@pytest.mark.parametrize("path", ["/a", "/plain", "/moved", "/lines"])
def test_a_page_is_fetched_and_read(site, path):
    (document,) = read_source(address(site, path), fetcher=fetcher())
    assert document.text == TEXT


def test_the_final_address_is_kept(site):
    assert fetcher().fetch(address(site, "/moved")).url == address(site, "/plain")


def test_the_server_sees_host_and_name(site):
    fetcher().fetch(address(site, "/plain"))
    headers = dict(site.seen)["/plain"]
    assert headers["Host"] == f"news.example:{site.server_port}"
    assert headers["User-Agent"] == default_user_agent()
    assert "Cookie" not in headers


@pytest.mark.parametrize(
    ("path", "code"),
    [
        pytest.param("/none", "I011", id="not found"),
        pytest.param("/picture", "I004", id="picture"),
        pytest.param("/closed/a", "I010", id="closed by robots.txt"),
        pytest.param("/loop", "I011", id="redirects without end"),
        pytest.param("/to-file", "I010", id="redirect to a file"),
        pytest.param("/empty", "I003", id="empty page"),
    ],
)
def test_what_is_not_read(site, path, code):
    (issue,) = read_source(address(site, path), fetcher=fetcher())
    assert issue.code == code
    assert issue.level == "error"
    assert issue.where


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_a_body_over_the_limit(site, path):
    with pytest.raises(InputError) as caught:
        fetcher(limits=Limits(file_bytes=1000)).fetch(address(site, path))
    assert caught.value.code == "I005"


def test_a_redirect_to_an_inner_address_is_refused(site):
    with pytest.raises(InputError) as caught:
        fetcher(resolver=lambda host, port: [host.replace("news.example", "127.0.0.1")]).fetch(
            address(site, "/inside")
        )
    assert caught.value.code == "I010"
    assert [path for path, _ in site.seen] == ["/robots.txt", "/inside"]


def test_a_name_that_changes_its_answer_is_checked_at_every_step(site):
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    with pytest.raises(InputError) as caught:
        fetcher(resolver=lambda host, port: next(answers)).fetch(address(site, "/plain"))
    assert caught.value.code == "I010"
    assert [path for path, _ in site.seen] == ["/robots.txt"]


def test_one_closed_address_among_several_is_enough(site):
    with pytest.raises(InputError) as caught:
        fetcher(resolver=lambda host, port: ["127.0.0.1", "10.0.0.1"]).fetch(address(site, "/plain"))
    assert caught.value.code == "I010"


def test_robots_that_cannot_be_read_close_the_site(site):
    site.robots_status = 503
    with pytest.raises(InputError) as caught:
        fetcher().fetch(address(site, "/plain"))
    assert caught.value.code == "I011"


def test_a_site_without_robots_is_open(site):
    site.robots_status = 404
    assert fetcher().fetch(address(site, "/closed/a")).data == TEXT.encode()


def test_time_is_limited(site):
    with pytest.raises(InputError) as caught:
        fetcher(limits=Limits(seconds=0)).fetch(address(site, "/plain"))
    assert caught.value.code == "I016"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "ftp://news.example/a",
        "javascript:alert(1)",
        "data:text/plain,x",
        "http://user:word@news.example/",
        "http://127.0.0.1/",
        "http://localhost:8000/a",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/",
        "http://[::",
        "http:///a",
        "http://news.example:99999/",
    ],
)
def test_addresses_that_are_never_fetched(url):
    (issue,) = read_source(url)
    assert issue.code == "I010"
    assert "(" in issue.message


def test_a_server_that_is_not_there(site):
    site.shutdown()
    site.server_close()
    (issue,) = read_source(address(site, "/a"), fetcher=fetcher(limits=Limits(seconds=5)))
    assert issue.code == "I011"
