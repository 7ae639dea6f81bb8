-- What the search for stories starts from. Leaves the temporary tables `unread`, articles whose text has no keys yet, and `read_texts`,
-- for these keys.
-- A record that was replaced came with another batch, so its text is read anew; what belongs to no article any more goes.
DELETE FROM audit.article_texts
WHERE NOT EXISTS (
    FROM audit.documents AS documents
    WHERE documents.document_id = article_texts.document_id
        AND documents.batch_id = article_texts.batch_id
        AND documents.outcome = 'article'
);

CREATE OR REPLACE TEMP TABLE unread AS
SELECT document_id, batch_id
FROM audit.documents
WHERE outcome = 'article' AND document_id NOT IN (SELECT document_id FROM audit.article_texts);

CREATE OR REPLACE TEMP TABLE read_texts (
    document_id VARCHAR, batch_id VARCHAR, text_hash VARCHAR, size BIGINT, bands UBIGINT[], anchors UBIGINT[]
);
