-- mart.coverage: how well each portal, outlet and language is covered.
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
GROUP BY ALL
ORDER BY count(*) DESC, documents.portal, outlet, documents.language
