-- mart.story_articles and mart.stories as the texts and the records make them; only rows that differ are written.

-- Articles of stories: of texts that are grouped, and of one text that several articles have.
CREATE OR REPLACE TEMP TABLE member AS
WITH alone AS (
    SELECT held.text_hash
    FROM audit.article_texts AS held
    JOIN text USING (text_hash)
    WHERE held.text_hash NOT IN (SELECT text_hash FROM audit.story_texts)
    GROUP BY held.text_hash
    HAVING count(*) > 1
), texts AS (
    SELECT text_hash, story_text, fullest_text, kept, added FROM audit.story_texts
    UNION ALL
    SELECT text_hash, text_hash, text_hash, 1.0, 0.0 FROM alone
)
SELECT
    min(held.document_id) OVER (PARTITION BY texts.story_text) AS story_id,
    held.document_id,
    texts.text_hash,
    texts.text_hash = texts.fullest_text AS is_fullest,
    texts.kept,
    texts.added,
    articles.portal,
    articles.outlet,
    coalesce(articles.wire.name, articles.dateline.agency) AS wire,
    articles.language,
    articles.headline,
    articles.date_min,
    articles.date_max,
    articles.is_complete,
    row_number() OVER (
        PARTITION BY texts.story_text
        ORDER BY texts.text_hash = texts.fullest_text DESC, articles.is_complete IS false, texts.kept DESC,
            articles.date_min NULLS LAST, held.document_id
    ) = 1 AS is_representative
FROM texts
JOIN audit.article_texts AS held USING (text_hash)
JOIN clean.articles AS articles ON articles.document_id = held.document_id;

-- What speaks for an origin: who is named as the source of the text, who published it, whose date is surely the first.
CREATE OR REPLACE TEMP TABLE evidence AS
WITH dated AS (
    SELECT
        member.*,
        min(date_max) OVER story AS first_end,
        count(*) FILTER (date_min IS NULL) OVER story AS undated
    FROM member
    WINDOW story AS (PARTITION BY story_id)
), earliest AS (
    SELECT story_id, any_value(outlet.name) AS outlet, any_value(document_id) AS document_id, min(date_min) AS "day"
    FROM dated
    WHERE date_min <= first_end AND undated = 0
    GROUP BY story_id
    HAVING count(*) = 1
)
SELECT story_id, 1 AS weight, 'wire' AS kind, wire AS value, wire AS origin, NULL AS document_id, count(*) AS articles
FROM member WHERE wire IS NOT NULL GROUP BY story_id, wire
UNION ALL
SELECT story_id, 2, 'outlet', outlet.name, CASE WHEN count(*) > 1 THEN outlet.name END, NULL, count(*)
FROM member WHERE outlet IS NOT NULL GROUP BY story_id, outlet.name
UNION ALL
SELECT story_id, 3, 'earliest', concat_ws(' ', "day", outlet), outlet, document_id, 1 FROM earliest;

CREATE OR REPLACE TEMP TABLE origin AS
WITH ranked AS (
    SELECT
        *,
        rank() OVER (PARTITION BY story_id ORDER BY weight, articles DESC) AS place
    FROM evidence
    WHERE origin IS NOT NULL
), named AS (
    SELECT story_id, min(origin) AS origin
    FROM ranked
    WHERE place = 1
    GROUP BY story_id
    HAVING count(*) = 1
)
SELECT
    member.story_id,
    named.origin,
    arg_min(member.document_id, (member.date_min, -member.kept, member.document_id))
        FILTER (member.outlet.name = named.origin) AS document_id
FROM member
JOIN named USING (story_id)
GROUP BY member.story_id, named.origin;

CREATE OR REPLACE TEMP TABLE wanted_member AS
SELECT
    member.story_id,
    member.document_id,
    CASE
        WHEN member.is_representative THEN 'fullest'
        WHEN member.kept >= 0.95 AND member.added <= 0.05 THEN 'copy'
        WHEN member.added <= 0.2 THEN 'cut'
        ELSE 'version'
    END AS "role",
    member.is_representative,
    origin.document_id IS NOT NULL AS is_origin,
    member.kept,
    member.added
FROM member
LEFT JOIN origin ON origin.story_id = member.story_id AND origin.document_id = member.document_id;

CREATE OR REPLACE TEMP TABLE wanted_story AS
SELECT
    member.story_id,
    count(*) AS articles,
    count(DISTINCT member.text_hash) AS texts,
    list_sort(list(DISTINCT member.portal) FILTER (member.portal IS NOT NULL)) AS portals,
    list_sort(list(DISTINCT member.outlet.name) FILTER (member.outlet IS NOT NULL)) AS outlets,
    max(member.language) FILTER (member.is_representative) AS "language",
    max(member.headline) FILTER (member.is_representative) AS headline,
    list_sort(list(DISTINCT member.headline) FILTER (member.headline IS NOT NULL)) AS headlines,
    min(member.date_min) AS first_day,
    max(member.date_max) AS last_day,
    max(member.document_id) FILTER (member.is_representative) AS representative_document_id,
    max(origin.origin) AS origin,
    max(origin.document_id) AS origin_document_id,
    any_value(told.evidence) AS origin_evidence
FROM member
LEFT JOIN origin USING (story_id)
LEFT JOIN (
    SELECT
        story_id,
        list({'kind': kind, 'value': value, 'articles': articles} ORDER BY weight, articles DESC, value) AS evidence
    FROM evidence
    GROUP BY story_id
) AS told USING (story_id)
GROUP BY member.story_id;
UPDATE wanted_story SET
    portals = coalesce(portals, []), outlets = coalesce(outlets, []), headlines = coalesce(headlines, []),
    origin_evidence = coalesce(origin_evidence, []);

CREATE OR REPLACE TEMP TABLE changed_member AS FROM wanted_member EXCEPT FROM mart.story_articles;
DELETE FROM mart.story_articles
WHERE document_id IN (SELECT document_id FROM changed_member)
    OR document_id NOT IN (SELECT document_id FROM wanted_member);
INSERT INTO mart.story_articles BY NAME FROM changed_member;

CREATE OR REPLACE TEMP TABLE changed_story AS FROM wanted_story EXCEPT FROM mart.stories;
DELETE FROM mart.stories
WHERE story_id IN (SELECT story_id FROM changed_story)
    OR story_id NOT IN (SELECT story_id FROM wanted_story);
INSERT INTO mart.stories BY NAME FROM changed_story;
