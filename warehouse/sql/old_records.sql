-- Old records past those that are kept of each document.
SELECT document_id, "version"
FROM audit.article_versions
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY "version" DESC) > $keep
