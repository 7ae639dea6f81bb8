-- The views that analysts start from. Made anew whenever their definition has changed. What takes too long to be
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

-- Every agency that an article's document names as a source of its text, the one in `wire` first; 0.3 is the trust that evidence needs to decide
-- anything (cleaners/outlet_trust.py).
CREATE OR REPLACE VIEW mart.article_wires AS
SELECT
    found.document_id,
    found.id AS outlet_id,
    found.name AS agency,
    bool_or(articles.wire.name IS NOT DISTINCT FROM found.name) AS is_wire,
    max(found.trust) AS trust,
    list(DISTINCT found.place ORDER BY found.place) AS places
FROM audit.outlet_candidates AS found
JOIN clean.articles AS articles USING (document_id)
WHERE found.role = 'wire' AND found.trust >= 0.3
GROUP BY found.document_id, found.id, found.name;

CREATE OR REPLACE VIEW mart.articles_unique AS
SELECT articles.*, story.story_id, coalesce(stories.articles, 1) AS copies
FROM clean.articles AS articles
LEFT JOIN mart.story_articles AS story USING (document_id)
LEFT JOIN mart.stories AS stories ON stories.story_id = story.story_id
WHERE story.document_id IS NULL OR story.is_representative;

CREATE OR REPLACE VIEW mart.article_changes AS
WITH versioned AS MATERIALIZED (
    SELECT DISTINCT document_id FROM audit.article_versions
), authors AS (
    SELECT document_id, list({'name': "name", 'role': "role", 'location': "location", 'organization': organization} ORDER BY "position") AS authors
    FROM clean.authors
    WHERE document_id IN (FROM versioned)
    GROUP BY document_id
), images AS (
    SELECT document_id, list({'url': url, 'caption': caption, 'credit': credit} ORDER BY "position") AS images
    FROM clean.images
    WHERE document_id IN (FROM versioned)
    GROUP BY document_id
), states AS (
    SELECT
        document_id, "version", changed, replaced_at, replaced_by_run, replaced_by_batch, rules_version, outcome,
        to_json(versions) AS record
    FROM audit.article_versions AS versions
    UNION ALL
    SELECT
        documents.document_id, 9223372036854775807, [], NULL, NULL, NULL, documents.rules_version, documents.outcome,
        json_merge_patch(coalesce(to_json(articles), '{}'), json_object(
            'outcome', documents.outcome, 'reason', documents.reason, 'message', documents.message, 'portal', documents.portal,
            'language', documents.language, 'encoding', documents.encoding, 'profiles', documents.profiles,
            'authors', CASE WHEN documents.outcome = 'article' THEN coalesce(authors.authors, []) END,
            'images', CASE WHEN documents.outcome = 'article' THEN coalesce(images.images, []) END
        )) AS record
    FROM audit.documents AS documents
    LEFT JOIN (FROM clean.articles WHERE document_id IN (FROM versioned)) AS articles ON articles.document_id = documents.document_id
    LEFT JOIN authors ON authors.document_id = documents.document_id
    LEFT JOIN images ON images.document_id = documents.document_id
    WHERE documents.document_id IN (FROM versioned)
), changes AS (
    SELECT
        document_id, "version", replaced_at, replaced_by_run, replaced_by_batch,
        rules_version AS rules_before,
        lead(rules_version) OVER following AS rules_after,
        outcome AS outcome_before,
        lead(outcome) OVER following AS outcome_after,
        unnest(changed) AS field,
        record,
        lead(record) OVER following AS next_record
    FROM states
    WINDOW following AS (PARTITION BY document_id ORDER BY "version")
)
SELECT * EXCLUDE (record, next_record), record ->> field AS "before", next_record ->> field AS "after"
FROM changes;
