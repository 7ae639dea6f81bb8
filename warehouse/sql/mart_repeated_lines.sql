-- mart.repeated_lines: lines that stand in several documents of one portal. Of a portal with more than two thousand documents, two
-- thousand are looked at, the least by document_id, which is any: a line of the template stands in those as well.
WITH sampled AS (
    SELECT document_id, portal, visible_text
    FROM audit.documents
    QUALIFY row_number() OVER (PARTITION BY portal ORDER BY document_id) <= 2000
), segments AS (
    SELECT
        sampled.document_id,
        sampled.portal,
        ledger.label,
        substring(sampled.visible_text, ledger."start" + 1, ledger."end" - ledger."start") AS segment
    FROM sampled
    JOIN audit.ledger AS ledger USING (document_id)
    WHERE ledger.label <> 'blank'
), lines AS (
    SELECT document_id, portal, "label", trim(unnest(string_split(segment, chr(10))), E' \t\r' || chr(160) || chr(12288)) AS line
    FROM segments
)
SELECT
    portal,
    "label",
    line,
    count(DISTINCT document_id) AS documents,
    min(document_id) AS example_document_id
FROM lines
WHERE line <> ''
GROUP BY portal, "label", line
HAVING count(DISTINCT document_id) > 1
ORDER BY count(DISTINCT document_id) DESC, portal, "label", line
