"""Pages that say that there is nothing: errors, walls of cookies, logins and payments."""

from __future__ import annotations

from collections.abc import Callable

from pages.words import HEADLINES, each, page


def not_found() -> str:
    return page(
        "404 – Page not found",
        "<h1>Page not found</h1><p>Sorry, we could not find the page that you are looking for. It may have been moved or deleted.</p><p>Try the search, or go back to the <a href='/'>home page</a>.</p><h2>Most read</h2><ul>"
        + each("<li><a href='/{n}'>{head}</a></li>", 8, head=HEADLINES["en"])
        + "</ul>",
    )


def not_found_ko() -> str:
    return page(
        "페이지를 찾을 수 없습니다",
        "<h1>404</h1><p>요청하신 페이지를 찾을 수 없습니다. 주소가 바뀌었거나 삭제되었을 수 있습니다.</p><a href='/'>처음으로</a>",
        language="ko",
    )


def login() -> str:
    return page(
        "Log in - Bayside",
        "<h1>Log in</h1><form><label>E-mail</label><input><label>Password</label><input><button>Log in</button></form><a>Forgot your password?</a><p>No account yet? <a>Register</a></p>",
    )


def cookie_wall() -> str:
    return page(
        "Before you continue",
        "<div class='consent'><h1>Your privacy</h1><p>We and our 214 partners store and read information on your device to show ads and to measure them.</p><button>Accept all</button><button>Reject all</button></div>",
    )


def error() -> str:
    return "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>"


WALLS: dict[str, Callable[[], str]] = {f.__name__: f for f in (not_found, not_found_ko, login, cookie_wall, error)}
