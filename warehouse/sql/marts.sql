-- The views that analysts start from, and the macros. Made anew whenever their definition has changed. What takes too long to be
-- asked each time is a table: `mart_*.sql`.
CREATE OR REPLACE VIEW mart.articles_by_outlet_day AS
SELECT
    outlet.id AS outlet_id,
    outlet.name AS outlet,
    "language",
    CASE WHEN date_precision = 'day' THEN date_min END AS "day",
    count(*) AS articles,
    count(*) FILTER (is_complete IS false) AS incomplete
FROM clean.articles
GROUP BY ALL;

CREATE OR REPLACE VIEW mart.coverage_by_day AS
SELECT
    articles.portal,
    articles.outlet.name AS outlet,
    articles.language,
    CASE WHEN articles.date_precision = 'day' THEN articles.date_min END AS "day",
    count(*) AS articles,
    count(*) FILTER (articles.is_complete IS false) AS incomplete,
    1 - count(articles.headline) / count(*) AS no_headline,
    1 - count(articles.byline) / count(*) AS no_byline,
    count(*) FILTER (articles.usage_terms IS NOT NULL) AS reserved,
    sum(documents.body_chars)
        / nullif(sum(documents.body_chars + documents.lifted_chars + documents.boilerplate_chars), 0) AS body_share
FROM clean.articles AS articles
JOIN audit.documents AS documents USING (document_id)
GROUP BY ALL;

CREATE OR REPLACE VIEW audit.quarantine AS
SELECT
    source, reason, document_id, size, stage, message, attempts, rules_version, batch_id, run_id, seen_at,
    resolved_by_batch, resolved_at
FROM audit.failed_inputs
UNION ALL
SELECT
    source, reason, document_id, size, 'clean', message, 1, rules_version, batch_id, run_id, NULL, NULL, NULL
FROM audit.documents
WHERE outcome = 'rejected';

CREATE OR REPLACE VIEW mart.rejections AS
SELECT
    portal,
    reason,
    count(*) AS documents,
    min(document_id) AS example_document_id
FROM audit.documents
WHERE outcome = 'rejected'
GROUP BY ALL;

CREATE OR REPLACE VIEW mart.articles_unique AS
SELECT articles.*, story.story_id, coalesce(stories.articles, 1) AS copies
FROM clean.articles AS articles
LEFT JOIN mart.story_articles AS story USING (document_id)
LEFT JOIN mart.stories AS stories ON stories.story_id = story.story_id
WHERE story.document_id IS NULL OR story.is_representative;

CREATE OR REPLACE MACRO articles_on("day") AS TABLE
SELECT date_min = date_max AS surely, *
FROM clean.articles
WHERE date_min <= "day"::DATE AND coalesce(date_max, date_min) >= "day"::DATE;

-- Lower case only where the words have one: it has to be made of every body.
CREATE OR REPLACE MACRO search(words) AS TABLE
SELECT
    contains(lower(coalesce(headline, '')), lower(words)) AS in_headline,
    document_id,
    outlet.name AS outlet,
    headline,
    date_published,
    date_min,
    "language"
FROM clean.articles
WHERE CASE
    WHEN lower(words) = upper(words) THEN contains(headline, words) OR contains(body, words)
    ELSE contains(lower(headline), lower(words)) OR contains(lower(body), lower(words))
END
ORDER BY in_headline DESC, date_min DESC NULLS LAST, document_id;

CREATE OR REPLACE MACRO story_of(document) AS TABLE
SELECT
    articles.document_id, mine.role, mine.kept, mine.added, mine.is_origin, articles.portal, articles.outlet.name AS outlet,
    articles.headline, articles.date_published, articles.source
FROM mart.story_articles AS asked
JOIN mart.story_articles AS mine USING (story_id)
JOIN clean.articles AS articles ON articles.document_id = mine.document_id
WHERE asked.document_id = document
ORDER BY mine.kept DESC, articles.date_min NULLS LAST, articles.document_id;

CREATE OR REPLACE MACRO cut_from(document) AS TABLE
WITH asked AS (
    SELECT mine.body, regexp_replace(lower(mine.body), '[^\pL\pN]', '', 'g') AS letters, fullest.body AS fullest
    FROM mart.story_articles AS story
    JOIN mart.stories AS stories ON stories.story_id = story.story_id
    JOIN clean.articles AS mine ON mine.document_id = story.document_id
    JOIN clean.articles AS fullest ON fullest.document_id = stories.representative_document_id
    WHERE story.document_id = document
), paragraphs AS (
    SELECT
        letters,
        generate_subscripts(string_split_regex(fullest, '\n+'), 1) AS "position",
        unnest(string_split_regex(fullest, '\n+')) AS paragraph
    FROM asked
)
SELECT "position", paragraph
FROM paragraphs
WHERE NOT contains(letters, regexp_replace(lower(paragraph), '[^\pL\pN]', '', 'g'))
ORDER BY "position";
