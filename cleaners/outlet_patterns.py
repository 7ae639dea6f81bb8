"""How print speaks of publishers: sources, leads, photo credits, copyright lines."""

from __future__ import annotations

import re

SOURCE_WORD = re.compile(
    r"^\W*(?:출처|원문|source|sumber|quelle|fuente|fonte|来源|來源|稿源|出典|提供元|nguồn|источник|kaynak)\s*[:：]\s*",
    re.IGNORECASE,
)
"""Words before the name of a source, where the line says nothing else."""
SOURCE = re.compile(r"(?:来源|來源|稿源|출처|出典|提供元)\s*[:：]\s*(\S[^|｜\n]{1,30})")
"""A source named inside a line, in languages where that is always the publisher."""
REPUBLISHED = re.compile(
    r"\W*(?:this|the)\s(?:article|story|report|piece|essay)\b.{0,50}?\b(?:republished from|(?:first|originally) (?:appeared|published) (?:in|on|by|at))\s+(.{3,40})"
    r"|\W*(?:first|originally) published (?:in|on|by|at)\s+(.{3,40})",
    re.IGNORECASE,
)
"""A sentence that says where a text was first published."""
LEAD = re.compile(
    r"[(\[【〈<（][^)\]】〉>）]{2,50}[)\]】〉>）]|.{2,50}?(?:\s[-–—]{1,2}\s|--|—)|.{2,30}?(?:日[电電讯訊]|[电電讯訊]\s?[（(])"
)
"""The unit before the lead: `(서울=연합뉴스)`, `[이데일리 이름 기자]`, `Beijing (ANTARA) -`, `KUTA, KOMPAS.com —`, `新华社北京2月3日电`."""
PHOTO = re.compile(
    r"[(\[/]?\s*(?:자료\s?사진|사진|그래픽|영상|이미지|photos?|foto|images?|crédits?|图|圖|写真|摄影|撮影)\s*(?:제공|credit|by|[:=/|：＝])[^)\]\n]*",
    re.IGNORECASE,
)
"""A photo credit, up to the end of its bracket or line."""
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
"""An e-mail address; the group is its host."""
HOLDER = re.compile(
    r"(?:저작권자|copyrights?|[©ⓒⒸ]|\(c\)|版权所有)[\s:：,©ⓒⒸ]*(?:\(c\))?[\s,]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[,\s]*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^,.<>|\[\]()&·;:\n©ⓒ]{1,59}?)\s*(?=(?:19|20)\d\d|무단|all\s+rights|tous\s+droits|alle\s+rechte|[,.<>|\[\]()&·;:©ⓒ]|$)",
    re.IGNORECASE,
)
"""The holder named in a copyright line."""
NO_HOLDER = re.compile(r"(?i)^(?:all|copyright|rights|this|tous|alle|reserved)\b|무단|금지|기사|저작권")
"""What follows the sign where no holder is named."""
