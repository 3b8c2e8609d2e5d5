"""A PostgreSQL server of our own that listens on a socket in a temporary folder; for tests and benchmarks."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "16MB",
    "max_connections": "20",
    "timezone": "UTC",
}


class Server:
    """A cluster of its own, for this run of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = PROGRAMS[-1]
        self.data = folder / "data"
        # PostgreSQL refuses to run as root.
        self._as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        if os.geteuid():
            self._as_user = []
        else:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)

    def run(self, program: str, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            [*self._as_user, str(self.bin / program), *words],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            timeout=120,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def make(self, *, fsync: bool = False) -> None:
        # A locale that sorts otherwise than code points do: what relies on the order must say so.
        how = ("-U", "servanda", "-A", "trust", "-E", "UTF8", "--locale-provider=icu", "--icu-locale=en")
        self.run("initdb", "-D", str(self.data), "--no-sync", "--locale=C.UTF-8", *how)
        lines = "".join(
            f"{name} = {value}\n" for name, value in {**SETTINGS, "fsync": "on" if fsync else "off"}.items()
        )
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(f"{lines}unix_socket_directories = '{self.folder}'\n")
        self.start()

    def start(self) -> None:
        log = self.folder / "server.log"
        self.run("pg_ctl", "-D", str(self.data), "-l", str(log), "-w", "start")

    def stop(self, mode: str = "immediate") -> None:
        self.run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop", check=False)

    def new_database(self, name: str) -> str:
        self.run("createdb", "-h", str(self.folder), "-U", "servanda", name)
        return f"postgresql://servanda@/{name}?host={self.folder}"

    def new_schema(self, name: str) -> str:
        """The address of an empty schema: quicker than a database of its own, and the same to a record."""
        self.sql(f'CREATE SCHEMA "{name}"')
        return f"postgresql://servanda@/postgres?host={self.folder}&options=-csearch_path%3D{name}"

    def sql(self, *statements: str) -> None:
        import psycopg

        where = f"host={self.folder} user=servanda dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
