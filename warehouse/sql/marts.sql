-- The views that analysts start from. Made anew whenever their definition has changed.
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

CREATE OR REPLACE VIEW mart.articles_by_author AS
SELECT
    authors.name AS author,
    coalesce(authors.organization, articles.outlet.name) AS organization,
    list_sort(list(DISTINCT authors.role) FILTER (authors.role IS NOT NULL)) AS roles,
    count(DISTINCT authors.document_id) AS articles,
    min(articles.date_min) AS first_day,
    max(articles.date_max) AS last_day
FROM clean.authors AS authors
JOIN clean.articles AS articles USING (document_id)
GROUP BY ALL;

CREATE OR REPLACE VIEW mart.boilerplate_by_rule AS
WITH visible AS (
    SELECT portal, sum(body_chars + lifted_chars + boilerplate_chars)::BIGINT AS chars
    FROM audit.documents
    GROUP BY portal
)
SELECT
    documents.portal,
    ledger.label,
    ledger.rule,
    count(DISTINCT ledger.document_id) AS documents,
    count(*) AS segments,
    sum(ledger."end" - ledger."start")::BIGINT AS chars,
    sum(ledger."end" - ledger."start") / nullif(any_value(visible.chars), 0) AS share,
    min(ledger.document_id) AS example_document_id
FROM audit.ledger AS ledger
JOIN audit.labels AS labels ON labels.label = ledger.label AND labels.part = 'boilerplate'
JOIN audit.documents AS documents ON documents.document_id = ledger.document_id
JOIN visible ON visible.portal IS NOT DISTINCT FROM documents.portal
GROUP BY documents.portal, ledger.label, ledger.rule;

CREATE OR REPLACE VIEW mart.null_rates AS
WITH counted AS (
    SELECT
        portal,
        count(*) AS articles,
        unnest([
            {'field': 'outlet', 'missing': count(*) FILTER (outlet IS NULL)},
            {'field': 'outlet_evidence', 'missing': count(*) FILTER (outlet_evidence IS NULL)},
            {'field': 'wire', 'missing': count(*) FILTER (wire IS NULL)},
            {'field': 'republisher', 'missing': count(*) FILTER (republisher IS NULL)},
            {'field': 'headline', 'missing': count(*) FILTER (headline IS NULL)},
            {'field': 'headline_evidence', 'missing': count(*) FILTER (headline_evidence IS NULL)},
            {'field': 'subheadlines', 'missing': count(*) FILTER (len(subheadlines) = 0)},
            {'field': 'byline', 'missing': count(*) FILTER (byline IS NULL)},
            {'field': 'dateline', 'missing': count(*) FILTER (dateline IS NULL)},
            {'field': 'date_published', 'missing': count(*) FILTER (date_published IS NULL)},
            {'field': 'date_min', 'missing': count(*) FILTER (date_min IS NULL)},
            {'field': 'date_max', 'missing': count(*) FILTER (date_max IS NULL)},
            {'field': 'date_precision', 'missing': count(*) FILTER (date_precision IS NULL)},
            {'field': 'date_evidence', 'missing': count(*) FILTER (date_evidence IS NULL)},
            {'field': 'date_rule', 'missing': count(*) FILTER (date_rule IS NULL)},
            {'field': 'date_published_at', 'missing': count(*) FILTER (date_published_at IS NULL)},
            {'field': 'date_modified', 'missing': count(*) FILTER (date_modified IS NULL)},
            {'field': 'date_modified_min', 'missing': count(*) FILTER (date_modified_min IS NULL)},
            {'field': 'date_modified_max', 'missing': count(*) FILTER (date_modified_max IS NULL)},
            {'field': 'date_modified_precision', 'missing': count(*) FILTER (date_modified_precision IS NULL)},
            {'field': 'date_modified_evidence', 'missing': count(*) FILTER (date_modified_evidence IS NULL)},
            {'field': 'language', 'missing': count(*) FILTER ("language" IS NULL)},
            {'field': 'language_evidence', 'missing': count(*) FILTER (language_evidence IS NULL)},
            {'field': 'languages', 'missing': count(*) FILTER (len(languages) = 0)},
            {'field': 'copyright_notice', 'missing': count(*) FILTER (copyright_notice IS NULL)},
            {'field': 'usage_terms', 'missing': count(*) FILTER (usage_terms IS NULL)},
            {'field': 'is_complete', 'missing': count(*) FILTER (is_complete IS NULL)}
        ]) AS one
    FROM clean.articles
    GROUP BY portal
), listed AS (
    SELECT
        articles.portal,
        count(*) AS articles,
        unnest([
            {'field': 'authors', 'missing': count(*) FILTER (authors.document_id IS NULL)},
            {'field': 'images', 'missing': count(*) FILTER (images.document_id IS NULL)}
        ]) AS one
    FROM clean.articles AS articles
    LEFT JOIN clean.authors AS authors ON authors.document_id = articles.document_id AND authors.position = 0
    LEFT JOIN clean.images AS images ON images.document_id = articles.document_id AND images.position = 0
    GROUP BY articles.portal
)
SELECT
    portal,
    one.field AS field,
    articles,
    one.missing AS missing,
    one.missing / articles AS null_rate
FROM (FROM counted UNION ALL FROM listed);

CREATE OR REPLACE VIEW mart.repeated_lines AS
WITH segments AS (
    SELECT
        documents.document_id,
        documents.portal,
        ledger.label,
        substring(documents.visible_text, ledger."start" + 1, ledger."end" - ledger."start") AS segment
    FROM audit.documents AS documents
    JOIN audit.ledger AS ledger USING (document_id)
    WHERE ledger.label <> 'blank'
), lines AS (
    SELECT document_id, portal, "label", trim(unnest(string_split(segment, chr(10))), E' \t\r' || chr(160) || chr(12288)) AS line
    FROM segments
)
SELECT
    portal,
    "label",
    line,
    count(DISTINCT document_id) AS documents,
    min(document_id) AS example_document_id
FROM lines
WHERE line <> ''
GROUP BY portal, "label", line
HAVING count(DISTINCT document_id) > 1;

CREATE OR REPLACE VIEW mart.coverage AS
SELECT
    documents.portal,
    articles.outlet.name AS outlet,
    documents.language,
    count(*) AS documents,
    count(articles.document_id) AS articles,
    count(*) FILTER (documents.outcome = 'rejected') AS rejected,
    count(*) FILTER (articles.is_complete IS false) AS incomplete,
    count(articles.headline) / nullif(count(articles.document_id), 0) AS with_headline,
    count(articles.date_published) / nullif(count(articles.document_id), 0) AS with_date,
    count(articles.byline) / nullif(count(articles.document_id), 0) AS with_byline,
    sum(documents.body_chars)
        / nullif(sum(documents.body_chars + documents.lifted_chars + documents.boilerplate_chars), 0) AS body_share
FROM audit.documents AS documents
LEFT JOIN clean.articles AS articles USING (document_id)
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
