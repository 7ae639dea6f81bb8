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
SIGNATURE = re.compile(r"(?<!\w)[(\[（【/–—-]\s?([^()\[\]（）【】\n]{2,50}?)[)\]）】/]?\.?$")
"""What signs a paragraph: `(dpa/AFP)`, `[Reuters]`, `/ritzau/`, `– AFP`."""
_PARTED = re.compile(r"[/,;+&|·、]|\s(?:und|and|et|y|e|i|og|och|en|dan|ve|и)\s")
_INITIALS = re.compile(r"[^\W\d_]{1,4}|[\d.\s]*|\d{1,2}\.\s?\w+(?:\s\d{4})?")
WITH_AGENCY = re.compile(
    r"\W{0,3}(?:\w+\s\w*\s?)?(?:avec|com|con|mit|with|met|med|theo|via|source|sources|quelle|quellen|fuente|fonte|bron|kilde|källa|zdroj|źródło|kaynak|sumber|nguồn|"
    r"по материалам|источник|出典|来源|來源|출처)(?:\s*[:：=]\s*|\s+(?:(?:de|da|do|das|dos|di|del|della|der|des|von|from|by|la|le|les|el|los|the|agency|agencia|agência|agence|agenzia|"
    r"informations?|informaciones|información|informações|informazioni|material|inputs?|reporting|files|agentur|agenturen)\s+){0,4}|\s*l['’])(.{2,40})$",
    re.IGNORECASE,
)
"""A line that says whose text it is: `Avec AFP`, `Le Matin avec Reuters`, `Quelle: dpa`, `Com informações da Reuters`."""
REPORT_BY = re.compile(
    r"\b[Tt]his report by (.{2,40}?) was first published|^(?:[Tt]he )?([A-Z][\w ]{1,30}?) contributed to this (?:report|story)"
)
"""A sentence that says which agency a report is by, or is partly by."""
LEAD = re.compile(
    r"[(\[【〈<（][^)\]】〉>）]{2,50}[)\]】〉>）]|.{2,50}?(?:\s[-–—]{1,2}\s|--|—|\)\.?\s?[-–—]|\s/[^/\s]{2,12}/\.)|.{2,30}?(?:日[电電讯訊]|[电電讯訊]\s?[（(])"
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
HOLDER_SIGN = re.compile(r"[©ⓒⒸ]|\(c\)|copyright|저작권자|版[权權]所有|著作権", re.IGNORECASE)
"""What a line that names the holder of the rights bears."""
COMPANY = re.compile(
    r"^[^,.<>|\[\]()·;:\n©ⓒ]{0,59}?[\s,.]*\b(?:GmbH|AG|KG|Ltd|Limited|Inc|LLC|LLP|PLC|plc|Corp|Corporation|SpA|S\.p\.A|Srl|S\.r\.l|B\.?V|Oy|Oyj|Verlag|\w*[Gg]ruppe|Groupe|Group|Gruppo|Grupo|Publishing|Publishers|Newspapers|Holdings?|Institute|ООО|ЗАО|ОАО|АО)\b"
    r"|^.{0,30}(?:有限公司|株式会社|주식회사)"
)
"""A company that owns an outlet, which most often is called otherwise."""
NO_HOLDER = re.compile(
    r"(?i)^(?:all|copyright|rights?|this|the author|tous|toute|alle|reserved|riproduzione|tutti|todos|reservados|derechos|direitos|wszelkie|wszystkie|"
    r"все|всі|tüm|bản quyền|hak cipta|with|and|by|e|et|und|we|our|site|page|photo|foto|image|getty|shutterstock|istock|thinkstock|flickr|wikimedia|wikipedia|creative commons|instagram|facebook|twitter|youtube|unsplash|pixabay|pexels|imago|picture alliance|alamy|depositphotos|adobe|ap photo|own)\b"
    r"|무단|금지|기사|저작권|版权|版權|著作権|転載|转载|轉載|禁止|禁"
)
"""What follows the sign where no holder is named."""


def signers(signature: str) -> list[str]:
    """The parts of a signature: `dpa/jbr, 3.5.2024` has three."""
    return [part.strip() for part in _PARTED.split(signature) if part.strip()]


def is_initials(part: str) -> bool:
    """Whether a part of a signature is somebody's initials, or a date."""
    return _INITIALS.fullmatch(part) is not None
