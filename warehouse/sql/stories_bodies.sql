-- The bodies of the texts whose numbers are in `wanted_text`; of exact copies the least document's.
SELECT chosen.number, articles.body
FROM (
    SELECT wanted.number, min(held.document_id) AS document_id
    FROM wanted_text AS wanted
    JOIN text ON text.number = wanted.number
    JOIN audit.article_texts AS held ON held.text_hash = text.text_hash
    GROUP BY wanted.number
) AS chosen
JOIN clean.articles AS articles ON articles.document_id = chosen.document_id
