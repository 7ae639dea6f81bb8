"""Puts the folder of these tests on the path, for `page_variants`, `growing`, `dated` and `pages`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
