-- The records that are about to be replaced, kept where the new one says something else. A fingerprint of rules alone is no
-- difference. E-mail addresses are masked in both (sql/restricted.sql); those of old records are not kept.
INSERT INTO audit.article_versions BY NAME
WITH old_authors AS (
    SELECT
        document_id,
        list({'name': "name", 'role': "role", 'location': "location", 'organization': organization} ORDER BY "position") AS authors
    FROM clean.authors
    WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace')
    GROUP BY document_id
), old_images AS (
    SELECT document_id, list({'url': url, 'caption': caption, 'credit': credit} ORDER BY "position") AS images
    FROM clean.images
    WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace')
    GROUP BY document_id
), last AS (
    SELECT document_id, max("version") AS "version"
    FROM audit.article_versions
    WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace')
    GROUP BY document_id
), compared AS (
    SELECT
        coalesce(last."version", 0) + 1 AS "version",
        held.document_id, held.outcome, held.reason, held.message, held.portal, held.language, held.encoding, held.profiles,
        held.rules_version, held.batch_id,
        articles.* EXCLUDE (document_id, source, portal, "language", "encoding", profiles, rules_version),
        CASE WHEN held.outcome = 'article' THEN coalesce(old_authors.authors, []) END AS kept_authors,
        CASE WHEN held.outcome = 'article' THEN coalesce(old_images.images, []) END AS kept_images,
        CASE WHEN next.kind = 'article' THEN list_transform(
            next.authors, lambda a: {'name': a.name, 'role': a.role, 'location': a.location, 'organization': a.organization}
        ) END AS next_authors,
        CASE WHEN next.kind = 'article' THEN next.images END AS next_images,
        next.batch_id AS replaced_by_batch,
        list_filter([
            CASE WHEN held.outcome IS DISTINCT FROM next.kind THEN 'outcome' END,
            CASE WHEN held.reason IS DISTINCT FROM next.reason THEN 'reason' END,
            CASE WHEN held.message IS DISTINCT FROM next.message THEN 'message' END,
            CASE WHEN held.portal IS DISTINCT FROM next.portal THEN 'portal' END,
            CASE WHEN articles.outlet IS DISTINCT FROM next.outlet THEN 'outlet' END,
            CASE WHEN articles.outlet_evidence IS DISTINCT FROM next.outlet_evidence THEN 'outlet_evidence' END,
            CASE WHEN articles.wire IS DISTINCT FROM next.wire THEN 'wire' END,
            CASE WHEN articles.republisher IS DISTINCT FROM next.republisher THEN 'republisher' END,
            CASE WHEN articles.headline IS DISTINCT FROM next.headline THEN 'headline' END,
            CASE WHEN articles.headline_evidence IS DISTINCT FROM next.headline_evidence THEN 'headline_evidence' END,
            CASE WHEN articles.subheadlines IS DISTINCT FROM next.subheadlines THEN 'subheadlines' END,
            CASE WHEN articles.body IS DISTINCT FROM next.body THEN 'body' END,
            CASE WHEN articles.byline IS DISTINCT FROM next.byline THEN 'byline' END,
            CASE WHEN articles.dateline IS DISTINCT FROM next.dateline THEN 'dateline' END,
            CASE WHEN articles.date_published IS DISTINCT FROM next.date_published THEN 'date_published' END,
            CASE WHEN articles.date_min IS DISTINCT FROM next.date_min THEN 'date_min' END,
            CASE WHEN articles.date_max IS DISTINCT FROM next.date_max THEN 'date_max' END,
            CASE WHEN articles.date_precision IS DISTINCT FROM next.date_precision THEN 'date_precision' END,
            CASE WHEN articles.date_evidence IS DISTINCT FROM next.date_evidence THEN 'date_evidence' END,
            CASE WHEN articles.date_rule IS DISTINCT FROM next.date_rule THEN 'date_rule' END,
            CASE WHEN articles.date_published_at IS DISTINCT FROM next.date_published_at THEN 'date_published_at' END,
            CASE WHEN articles.date_modified IS DISTINCT FROM next.date_modified THEN 'date_modified' END,
            CASE WHEN articles.date_modified_min IS DISTINCT FROM next.date_modified_min THEN 'date_modified_min' END,
            CASE WHEN articles.date_modified_max IS DISTINCT FROM next.date_modified_max THEN 'date_modified_max' END,
            CASE WHEN articles.date_modified_precision IS DISTINCT FROM next.date_modified_precision THEN 'date_modified_precision' END,
            CASE WHEN articles.date_modified_evidence IS DISTINCT FROM next.date_modified_evidence THEN 'date_modified_evidence' END,
            CASE WHEN held.language IS DISTINCT FROM next.language THEN 'language' END,
            CASE WHEN articles.language_evidence IS DISTINCT FROM next.language_evidence THEN 'language_evidence' END,
            CASE WHEN articles.languages IS DISTINCT FROM next.languages THEN 'languages' END,
            CASE WHEN articles.copyright_notice IS DISTINCT FROM next.copyright_notice THEN 'copyright_notice' END,
            CASE WHEN articles.usage_terms IS DISTINCT FROM next.usage_terms THEN 'usage_terms' END,
            CASE WHEN articles.is_complete IS DISTINCT FROM next.is_complete THEN 'is_complete' END,
            CASE WHEN held.encoding IS DISTINCT FROM next.encoding THEN 'encoding' END,
            CASE WHEN held.profiles IS DISTINCT FROM next.profiles THEN 'profiles' END,
            CASE WHEN kept_authors IS DISTINCT FROM next_authors THEN 'authors' END,
            CASE WHEN kept_images IS DISTINCT FROM next_images THEN 'images' END
        ], lambda field: field IS NOT NULL) AS changed
    FROM change
    JOIN staged AS next ON next.place = change.place
    JOIN audit.documents AS held ON held.document_id = change.document_id
    LEFT JOIN clean.articles AS articles ON articles.document_id = change.document_id
    LEFT JOIN old_authors ON old_authors.document_id = change.document_id
    LEFT JOIN old_images ON old_images.document_id = change.document_id
    LEFT JOIN last ON last.document_id = change.document_id
    WHERE change.action = 'replace'
)
SELECT
    * EXCLUDE (kept_authors, kept_images, next_authors, next_images),
    kept_authors AS authors,
    kept_images AS images,
    getvariable('run_id') AS replaced_by_run,
    getvariable('loaded_at') AS replaced_at
FROM compared
WHERE len(changed) > 0;
