-- What must never be found: rows of (what, document_id). An empty answer is a sound warehouse.
SELECT 'clean.articles: two rows of one document' AS what, document_id
FROM clean.articles GROUP BY document_id HAVING count(*) > 1
UNION ALL
SELECT 'audit.documents: two rows of one document', document_id
FROM audit.documents GROUP BY document_id HAVING count(*) > 1
UNION ALL
SELECT 'audit.sources: the same source twice', document_id
FROM audit.sources GROUP BY document_id, source HAVING count(*) > 1
UNION ALL
SELECT 'clean.authors: two rows at one position', document_id
FROM clean.authors GROUP BY document_id, "position" HAVING count(*) > 1
UNION ALL
SELECT 'clean.images: two rows at one position', document_id
FROM clean.images GROUP BY document_id, "position" HAVING count(*) > 1
UNION ALL
SELECT 'audit.ledger: two rows at one position', document_id
FROM audit.ledger GROUP BY document_id, "position" HAVING count(*) > 1
UNION ALL
SELECT 'audit.date_candidates: two rows at one position', document_id
FROM audit.date_candidates GROUP BY document_id, "position" HAVING count(*) > 1
UNION ALL
SELECT 'audit.outlet_candidates: two rows at one position', document_id
FROM audit.outlet_candidates GROUP BY document_id, "position" HAVING count(*) > 1
UNION ALL
SELECT 'audit.article_versions: two rows of one version', document_id
FROM audit.article_versions GROUP BY document_id, "version" HAVING count(*) > 1
UNION ALL
SELECT 'audit.purged: two rows of one document', document_id
FROM audit.purged GROUP BY document_id HAVING count(*) > 1
UNION ALL
SELECT 'audit.failed_inputs: two rows of one source, reason and document', source
FROM audit.failed_inputs GROUP BY source, reason, document_id HAVING count(*) > 1
UNION ALL
SELECT 'audit.batches: two rows of one batch', batch_id
FROM audit.batches GROUP BY batch_id HAVING count(*) > 1
UNION ALL
SELECT 'mart.story_articles: two rows of one article', document_id
FROM mart.story_articles GROUP BY document_id HAVING count(*) > 1
UNION ALL
SELECT 'mart.stories: a story without articles, or articles without their story', coalesce(stories.story_id, held.story_id)
FROM mart.stories AS stories
FULL JOIN (SELECT story_id, count(*) AS articles FROM mart.story_articles GROUP BY story_id) AS held USING (story_id)
WHERE stories.articles IS DISTINCT FROM held.articles
UNION ALL
SELECT 'an article without its document, or a document without its article', document_id
FROM clean.articles AS articles
FULL JOIN (FROM audit.documents WHERE outcome = 'article') AS documents USING (document_id)
WHERE articles.body IS NULL OR documents.visible_text IS NULL
UNION ALL
SELECT 'a document without a source', document_id
FROM audit.documents
WHERE NOT EXISTS (FROM audit.sources AS sources WHERE sources.document_id = documents.document_id AND sources.source = documents.source)
UNION ALL
SELECT 'a document that was purged', document_id
FROM audit.documents WHERE document_id IN (SELECT document_id FROM audit.purged)
UNION ALL
SELECT 'rows of a document that is not there', document_id
FROM (
    SELECT document_id FROM audit.ledger
    UNION ALL SELECT document_id FROM audit.sources
    UNION ALL SELECT document_id FROM audit.article_versions
)
WHERE document_id NOT IN (SELECT document_id FROM audit.documents)
UNION ALL
SELECT 'rows of an article that is not there', document_id
FROM (
    SELECT document_id FROM clean.authors
    UNION ALL SELECT document_id FROM clean.images
    UNION ALL SELECT document_id FROM audit.date_candidates
    UNION ALL SELECT document_id FROM audit.outlet_candidates
)
WHERE document_id NOT IN (SELECT document_id FROM clean.articles)
UNION ALL
SELECT 'a ledger that does not tile its text', document_id
FROM (
    SELECT
        documents.document_id,
        length(documents.visible_text) AS length,
        coalesce(max(ledger."end"), 0) AS "end",
        coalesce(sum(ledger."end" - ledger."start"), 0) AS covered
    FROM audit.documents AS documents
    LEFT JOIN audit.ledger AS ledger USING (document_id)
    GROUP BY ALL
)
WHERE length <> "end" OR length <> covered
UNION ALL
SELECT 'an e-mail address that is not in the restricted place', document_id
FROM (
    SELECT document_id, concat_ws(' ', headline, byline, body, array_to_string(subheadlines, ' ')) AS "text" FROM clean.articles
    UNION ALL SELECT document_id, visible_text FROM audit.documents
    UNION ALL SELECT document_id, concat_ws(' ', headline, byline, body) FROM audit.article_versions
    UNION ALL SELECT document_id, concat_ws(' ', "name", email) FROM clean.authors
    UNION ALL SELECT document_id, concat_ws(' ', caption, credit) FROM clean.images
)
WHERE (contains("text", '@') OR contains("text", '＠')) AND regexp_matches("text", $address)
UNION ALL
SELECT 'audit.search_documents: an article twice, or one that is not indexed and not to be', document_id
FROM (
    SELECT document_id, count(*) AS times
    FROM (SELECT document_id FROM audit.search_documents UNION ALL SELECT DISTINCT document_id FROM audit.search_pending)
    GROUP BY document_id
) AS held
FULL JOIN clean.articles AS articles USING (document_id)
WHERE articles.document_id IS NULL OR coalesce(times, 0) <> 1
UNION ALL
SELECT 'audit.search_documents: one number twice', any_value(document_id)
FROM audit.search_documents GROUP BY number HAVING count(*) > 1
