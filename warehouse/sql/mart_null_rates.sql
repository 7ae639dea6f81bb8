-- mart.null_rates: how often each field of the articles is empty, by portal.
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
FROM (FROM counted UNION ALL FROM listed)
ORDER BY portal, field
