-- The table macros that analysts ask with, and what they say of themselves. Made anew whenever their definition has changed.
CREATE OR REPLACE MACRO articles_on("day") AS TABLE
SELECT date_min = date_max AS surely, *
FROM clean.articles
WHERE date_min <= "day"::DATE AND coalesce(date_max, date_min) >= "day"::DATE;

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

COMMENT ON MACRO TABLE articles_on IS 'articles that were published on a day, surely or possibly: FROM articles_on(DATE ''2025-03-04'')';
COMMENT ON MACRO TABLE story_of IS 'all articles of the story that an article belongs to: FROM story_of(''0a1b…'')';
COMMENT ON MACRO TABLE cut_from IS 'paragraphs of the fullest article of its story that do not stand in an article: FROM cut_from(''0a1b…'')';
