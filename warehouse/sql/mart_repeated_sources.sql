-- mart.repeated_sources: documents whose bytes were met at several paths or addresses.
SELECT document_id, count(*) AS sources, list(source ORDER BY source) AS found_at
FROM audit.sources
GROUP BY document_id
HAVING count(*) > 1
ORDER BY count(*) DESC, document_id
