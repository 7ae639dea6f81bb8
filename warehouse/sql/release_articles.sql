-- The articles of a release, each with its place in it (`placed`). The least of a document's sources stands for it, whichever came first, so
-- that the order of loading leaves no trace.
WITH sources AS (
    SELECT document_id, min(source) AS source FROM audit.sources GROUP BY document_id
), authors AS (
    SELECT
        document_id,
        list_sort(list({
            'position': "position",
            'name': no_emails("name"),
            'role': "role",
            'email': CASE WHEN getvariable('personal_data') THEN email END,
            'location': "location",
            'organization': no_emails(organization)
        })) AS authors
    FROM clean.authors
    GROUP BY document_id
), images AS (
    SELECT
        document_id,
        list_sort(list({
            'position': "position",
            'url': url,
            'caption': no_emails(caption),
            'credit': no_emails(credit)
        })) AS images
    FROM clean.images
    GROUP BY document_id
)
SELECT
    articles.document_id,
    sources.source,
    articles.portal,
    articles.outlet,
    no_emails(articles.outlet_evidence) AS outlet_evidence,
    articles.wire,
    articles.republisher,
    no_emails(articles.headline) AS headline,
    list_transform(articles.subheadlines, lambda line: no_emails(line)) AS subheadlines,
    no_emails(articles.body) AS body,
    no_emails(articles.byline) AS byline,
    list_transform(coalesce(authors.authors, []), lambda author: {
        'name': author.name, 'role': author.role, 'email': author.email, 'location': author.location,
        'organization': author.organization
    }) AS authors,
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
    list_transform(coalesce(images.images, []), lambda image: {
        'url': image.url, 'caption': image.caption, 'credit': image.credit
    }) AS images,
    articles.language,
    articles.language_evidence,
    articles.languages,
    no_emails(articles.copyright_notice) AS copyright_notice,
    no_emails(articles.usage_terms) AS usage_terms,
    articles.is_complete,
    articles.encoding,
    articles.profiles,
    articles.rules_version,
    placed.year,
    placed.partition_language,
    placed.place,
    placed.bucket
FROM clean.articles AS articles
JOIN placed ON placed.document_id = articles.document_id
JOIN sources ON sources.document_id = articles.document_id
LEFT JOIN authors ON authors.document_id = articles.document_id
LEFT JOIN images ON images.document_id = articles.document_id
