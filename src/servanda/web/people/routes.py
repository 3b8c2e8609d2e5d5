"""Addresses of a site: signing in and out, accounts, keys, members, marks, the audit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from servanda.api.hiding import hide
from servanda.errors import RequestError
from servanda.model import shapes_of_people as shapes
from servanda.model.judgement import Judgement
from servanda.model.unseen import marks_in
from servanda.web.answers import answer
from servanda.web.asking import Limit
from servanda.web.caller import RoleName
from servanda.web.deps import ByAdmin, ByReviewer, CallerHere
from servanda.web.people.cookies import drop_cookie, set_cookie, token_of
from servanda.web.people.door import SiteDoor
from servanda.web.people.identities import all_providers
from servanda.web.people.oidc import routes_of
from servanda.web.people.signing import (
    KEY_DAYS,
    MOST_DAYS,
    SCOPES,
    Key,
    change_own_password,
    create_key,
    list_keys,
    revoke_key,
    session_of,
    sign_in,
    sign_out,
)
from servanda.web.people.site import User
from servanda.web.problems import problem
from servanda.web.schemas import answer as answers

SIGN_INS: Final = "20/minute"
"""Tries to sign in from one address."""

_LINE: Final = r"^[^\x00-\x1f\x7f]*$"

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=_LINE)]
Password = Annotated[str, Field(min_length=1, max_length=1024)]
InPath = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f/]+$")]
RecordHere = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignIn(_Body):
    """A name and a password."""

    name: Name
    password: Password


class NewPassword(_Body):
    """One's own password, the old and the new one."""

    old: Password
    new: Password


class NewUser(_Body):
    """An account; without a password it signs in through an identity provider, or not at all."""

    name: Name
    label: Annotated[str, Field(max_length=200, pattern=_LINE)] = ""
    password: Password | None = None
    everywhere: bool = False


class ChangedUser(_Body):
    """What is to change of an account; the rest stays."""

    label: Annotated[str, Field(max_length=200, pattern=_LINE)] | None = None
    password: Password | None = None
    everywhere: bool | None = None
    disabled: bool | None = None


class Role(_Body):
    """What a member may do."""

    role: RoleName


class WantedKey(_Body):
    """A key for a program; it can do what the account can in the record named, within the scopes."""

    label: Annotated[str, Field(min_length=1, max_length=100, pattern=_LINE)]
    scopes: list[Literal[SCOPES]] = Field(min_length=1, max_length=len(SCOPES))  # type: ignore[valid-type]
    record: Annotated[str, Field(max_length=64, pattern="^[a-z0-9-]*$")] = ""
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = KEY_DAYS


class Mark(_Body):
    """The name of one victim or detainee, in all forms that are known, and where it stands."""

    thing: Annotated[str, Field(min_length=1, max_length=300, pattern=_LINE)]
    names: list[Name] = Field(min_length=1, max_length=50)
    reasons: list[Annotated[str, Field(min_length=1, max_length=2000, pattern=_LINE)]] = Field(
        min_length=1, max_length=20
    )


def routers_of(door: SiteDoor) -> Sequence[APIRouter]:
    """All of them, for one site."""
    return (
        _signing(door),
        routes_of(door),
        _users(door),
        _keys(door),
        _members(door),
        _marks(),
        _audit(door),
    )


# ---- Signing in -----------------------------------------------------------------------------------------


def _signing(door: SiteDoor) -> APIRouter:
    router = APIRouter(tags=["people"])
    site = door.site
    limiter, most = MovingWindowRateLimiter(MemoryStorage()), parse(SIGN_INS)

    @router.get("/session/ways", operation_id="ways", responses={200: answers(shapes.Ways)})
    def ways() -> Response:
        """How one can sign in."""
        return answer({"password": True, "oidc": providers_shown(door)})

    @router.post("/session", operation_id="sign_in", responses={200: answers(shapes.SignedIn)})
    def begin(request: Request, given: SignIn) -> Response:
        """Sign in; what is wrong with name or password is not told."""
        client = request.client.host if request.client else "-"
        if not limiter.hit(most, client):
            headers = {"Retry-After": "60"}
            return problem("W005", "too many tries to sign in; wait a minute", headers=headers)
        token = sign_in(site, given.name, given.password)
        session = session_of(site, token)
        if session is None:
            raise RequestError("W021", "the account was closed meanwhile")
        made = answer({**_me(door, session.user), "csrf": session.csrf})
        set_cookie(made, token, safe=request.url.scheme == "https")
        return made

    @router.delete("/session", operation_id="sign_out", status_code=204)
    def end(request: Request, caller: CallerHere) -> Response:
        """Sign out."""
        del caller
        sign_out(site, token_of(request))
        done = Response(status_code=204)
        drop_cookie(done)
        return done

    @router.put("/session/password", operation_id="change_password", status_code=204)
    def password(caller: CallerHere, given: NewPassword) -> Response:
        """Change one's own password, which ends all one's sessions."""
        change_own_password(site, site.user(caller.id), given.old, given.new)
        return Response(status_code=204)

    return router


def providers_shown(door: SiteDoor) -> list[dict[str, str]]:
    """Identity providers as the page links to them."""
    return [
        {"id": one.id, "label": one.label, "start": f"/api/v1/oidc/{one.id}/start"}
        for one in all_providers(door.site)
    ]


def _me(door: SiteDoor, user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.name,
        "roles": door.site.roles_of(user.id),
        "everywhere": "admin" if user.everywhere else None,
    }


# ---- Accounts -------------------------------------------------------------------------------------------


def _users(door: SiteDoor) -> APIRouter:
    router = APIRouter(prefix="/users", tags=["people"])
    site = door.site

    @router.get("", operation_id="list_users", responses={200: answers(shapes.UserList)})
    def users(caller: CallerHere) -> Response:
        """All accounts of the site; for its admins."""
        del caller
        return answer({"items": [_user(one) for one in site.users()]})

    @router.post(
        "",
        operation_id="add_user",
        status_code=201,
        responses={201: answers(shapes.UserShown, "The account.")},
    )
    def add(caller: CallerHere, given: NewUser) -> Response:
        """A new account; it sees no record until it becomes a member of one."""
        made = site.add_user(
            caller.name,
            given.name,
            label=given.label,
            password=given.password,
            everywhere=given.everywhere,
        )
        return answer(_user(made), status=201)

    @router.put("/{user}", operation_id="change_user", responses={200: answers(shapes.UserShown)})
    def change(caller: CallerHere, user: InPath, given: ChangedUser) -> Response:
        """Change an account. Whoever is disabled or gets a new password is signed out everywhere."""
        changed = site.change_user(
            caller.name, user, label=given.label, disabled=given.disabled, everywhere=given.everywhere
        )
        if given.password is not None:
            site.set_password(caller.name, user, given.password)
        return answer(_user(site.user(changed.id)))

    return router


def _user(one: User) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "label": one.label,
        "everywhere": one.everywhere,
        "disabled": one.disabled,
        "password": one.password,
        "created": one.created,
    }


# ---- Keys -----------------------------------------------------------------------------------------------


def _keys(door: SiteDoor) -> APIRouter:
    router = APIRouter(prefix="/keys", tags=["people"])
    site = door.site

    @router.get("", operation_id="list_keys", responses={200: answers(shapes.KeyList)})
    def keys(caller: CallerHere) -> Response:
        """One's own keys; all of them for admins of the site."""
        own = None if caller.everywhere == "admin" else caller.id
        return answer({"items": [_key(one) for one in list_keys(site, own)]})

    @router.post(
        "", operation_id="create_key", status_code=201, responses={201: answers(shapes.NewKey, "The key.")}
    )
    def create(caller: CallerHere, given: WantedKey) -> Response:
        """A key of one's own; it is shown in this answer and never again."""
        if given.record:
            door.record(caller, given.record)
        if caller.scopes is not None:
            raise RequestError("W007", "a key cannot make keys: sign in")
        made, secret = create_key(
            site,
            caller.name,
            caller.id,
            label=given.label,
            scopes=given.scopes,
            record=given.record,
            days=given.days,
        )
        return answer({"key": _key(made), "secret": secret}, status=201)

    @router.delete("/{key}", operation_id="revoke_key", status_code=204)
    def revoke(caller: CallerHere, key: InPath) -> Response:
        """Make a key useless, at once."""
        revoke_key(site, caller.name, key, user=None if caller.everywhere == "admin" else caller.id)
        return Response(status_code=204)

    return router


def _key(one: Key) -> dict[str, Any]:
    return {
        "id": one.id,
        "user": one.user.name,
        "label": one.label,
        "record": one.record or None,
        "scopes": list(one.scopes),
        "created": one.created,
        "expires": one.expires,
        "revoked": one.revoked,
    }


# ---- Members, marks, audit ------------------------------------------------------------------------------


def _members(door: SiteDoor) -> APIRouter:
    router = APIRouter(prefix="/records/{record}/members", tags=["people"])
    site = door.site

    @router.get("", operation_id="list_members", responses={200: answers(shapes.MemberList)})
    def members(record: RecordHere, by: ByAdmin) -> Response:
        """Who may look at the record, and who may do what."""
        del by
        items = [
            {"user": m.user.name, "label": m.user.label, "role": m.role, "disabled": m.user.disabled}
            for m in site.members(record)
        ]
        return answer({"items": items})

    @router.put("/{user}", operation_id="set_member", responses={200: answers(shapes.MemberShown)})
    def put(record: RecordHere, user: InPath, by: ByAdmin, given: Role) -> Response:
        """Let an account in, or change what it may do."""
        made = site.set_member(by.caller.name, record, user, given.role)
        said = {"user": made.user.name, "label": made.user.label, "role": made.role}
        return answer({**said, "disabled": made.user.disabled})

    @router.delete("/{user}", operation_id="remove_member", status_code=204)
    def remove(record: RecordHere, user: InPath, by: ByAdmin) -> Response:
        """Close the record to an account."""
        site.remove_member(by.caller.name, record, user)
        return Response(status_code=204)

    return router


def _marks() -> APIRouter:
    router = APIRouter(prefix="/records/{record}/marks", tags=["people"])

    @router.get("", operation_id="list_marks", responses={200: answers(shapes.MarkList)})
    def marks(by: ByReviewer) -> Response:
        """Names that are hidden from readers and coders, with the judgements that say so."""
        return answer({"items": _marked(tuple(by.record.judgements()))})

    @router.post(
        "", operation_id="mark", status_code=201, responses={201: answers(shapes.MarkShown, "The mark.")}
    )
    def mark(by: ByReviewer, given: Mark) -> Response:
        """Hide the name of a victim or detainee; undone like any judgement."""
        with by.held.writing() as record:
            made = hide(record, given.thing, given.names, author=by.caller.name, reasons=given.reasons)
            items = _marked(tuple(record.judgements()))
        return answer(next(m for m in items if m["judgement"] == made.id), status=201)

    return router


def _marked(judgements: tuple[Judgement, ...]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "judgement": one.id,
            "things": list(one.things),
            "names": list(names),
            "reasons": list(one.reasons),
            "author": one.author,
            "at": one.at,
        }
        for number, names, one in marks_in(judgements)
    ]


def _audit(door: SiteDoor) -> APIRouter:
    router = APIRouter(prefix="/audit", tags=["people"])

    @router.get("", operation_id="audit", responses={200: answers(shapes.Audit)})
    def audit(
        caller: CallerHere,
        limit: Limit = 50,
        cursor: Annotated[str | None, Query(pattern="^[0-9]{1,15}$")] = None,
    ) -> Response:
        """What was done to accounts, members and keys; for admins of the site."""
        del caller
        found = door.site.audited(int(cursor) if cursor else None, limit)
        items = [
            {
                "number": e.number,
                "at": e.at,
                "who": e.who,
                "action": e.action,
                "thing": e.thing,
                "detail": dict(e.detail),
            }
            for e in found
        ]
        return answer({"items": items, "cursor": str(found[-1].number) if len(found) == limit else None})

    return router
