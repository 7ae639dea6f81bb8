-- The articles of a release, in its order. The least of a document's sources stands for it, whichever came first, so
-- that the order of loading leaves no trace.
WITH sources AS (
    SELECT document_id, min(source) AS source FROM audit.sources GROUP BY document_id
), authors AS (
    SELECT
        document_id,
        list({
            'name': no_emails("name"),
            'role': "role",
            'email': CASE WHEN getvariable('personal_data') THEN email END,
            'location': "location",
            'organization': no_emails(organization)
        } ORDER BY "position") AS authors
    FROM clean.authors
    GROUP BY document_id
), images AS (
    SELECT
        document_id,
        list({'url': url, 'caption': no_emails(caption), 'credit': no_emails(credit)} ORDER BY "position") AS images
    FROM clean.images
    GROUP BY document_id
)
SELECT
    articles.document_id,
    sources.source,
    articles.portal,
    articles.outlet,
    no_emails(articles.headline) AS headline,
    list_transform(articles.subheadlines, lambda line: no_emails(line)) AS subheadlines,
    no_emails(articles.body) AS body,
    no_emails(articles.byline) AS byline,
    coalesce(authors.authors, []) AS authors,
    articles.dateline,
    articles.date_published,
    articles.date_min,
    articles.date_max,
    articles.date_precision,
    no_emails(articles.date_evidence) AS date_evidence,
    articles.date_modified,
    articles.date_modified_min,
    articles.date_modified_max,
    articles.date_modified_precision,
    no_emails(articles.date_modified_evidence) AS date_modified_evidence,
    coalesce(images.images, []) AS images,
    articles.language,
    no_emails(articles.copyright_notice) AS copyright_notice,
    no_emails(articles.usage_terms) AS usage_terms,
    articles.is_complete,
    articles.encoding,
    articles.profiles,
    articles.rules_version,
    CASE WHEN year(articles.date_min) = year(articles.date_max) THEN year(articles.date_min) END::INTEGER AS year,
    -- A folder is named only by what is plainly a language tag, in its usual letter case.
    CASE
        WHEN regexp_full_match(articles.language, '[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?') THEN articles.language
    END AS partition_language
FROM clean.articles AS articles
JOIN sources ON sources.document_id = articles.document_id
LEFT JOIN authors ON authors.document_id = articles.document_id
LEFT JOIN images ON images.document_id = articles.document_id
ORDER BY partition_language NULLS LAST, year NULLS LAST, articles.date_min NULLS LAST, articles.document_id
