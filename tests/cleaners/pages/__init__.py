"""Pages that no profile knows, in the shapes that real ones have; every word invented.

`NO_ARTICLE` hold none: threads, lists, walls, errors. `ARTICLES` do, though they look like those. `HELD_OUT` are more of the
first, and were not looked at while the measures were made.
"""

from pages.articles import ARTICLES
from pages.forums import FORUMS
from pages.held_out import HELD_OUT
from pages.lists import LISTS
from pages.walls import WALLS

NO_ARTICLE = FORUMS | LISTS | WALLS
__all__ = ["ARTICLES", "HELD_OUT", "NO_ARTICLE"]
