-- `search` and what it is made of. An index of words narrows it down (`search_tables.sql`), and where that leaves a doubt the
-- text decides. Everything that depends on the words alone is written out in each place, not looked up in a table, so that DuckDB
-- works it out once, leaves out the parts that can find nothing, and reads only where the words can stand.

-- What is asked for, as texts are compared: in lower case, every kind of blank as one.
CREATE OR REPLACE MACRO search_asked(words) AS trim(regexp_replace(
    lower(nfc_normalize(words)), '[\s\x0b\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'
));

-- Articles that are loaded and not indexed yet are read.
CREATE OR REPLACE MACRO search(words) AS TABLE
WITH may_hold AS (
    -- The numbers of the articles that may hold the words; `surely` where no look at the text is needed.
    -- One word stands within a word that is kept whole, or is a pair of letters or one of its two,
    SELECT DISTINCT unnest(numbers) AS number, true AS surely
    FROM audit.search_words
    WHERE NOT contains(search_asked(words), ' ') AND length(search_asked(words)) <= 24 AND contains(word, search_asked(words))
    UNION ALL
    SELECT DISTINCT unnest(numbers), true
    FROM audit.search_pairs
    WHERE length(search_asked(words)) <= 2 AND NOT contains(search_asked(words), ' ') AND contains(word, search_asked(words))
    UNION ALL
    -- or its first two pairs of letters and the last are there.
    SELECT number, false
    FROM (
        SELECT 1 AS part, unnest(numbers) AS number
        FROM audit.search_pairs
        WHERE length(search_asked(words)) > 2 AND NOT contains(search_asked(words), ' ') AND word = left(search_asked(words), 2)
        UNION ALL
        SELECT 2, unnest(numbers)
        FROM audit.search_pairs
        WHERE length(search_asked(words)) > 2 AND NOT contains(search_asked(words), ' ') AND word = substring(search_asked(words), 2, 2)
        UNION ALL
        SELECT 3, unnest(numbers)
        FROM audit.search_pairs
        WHERE length(search_asked(words)) > 2 AND NOT contains(search_asked(words), ' ') AND word = right(search_asked(words), 2)
    )
    GROUP BY number
    HAVING count(*) = 3
    UNION ALL
    -- Of several words, the last begins one, the second is one, and of two the first ends one.
    SELECT number, false
    FROM (
        SELECT DISTINCT 1 AS part, unnest(numbers) AS number
        FROM audit.search_words
        WHERE contains(search_asked(words), ' ')
            AND word >= left(split_part(search_asked(words), ' ', -1), 24)
            AND word <= left(split_part(search_asked(words), ' ', -1), 24) || chr(1114111)
        UNION ALL
        SELECT 2, unnest(numbers)
        FROM audit.search_words
        WHERE contains(search_asked(words), ' ') AND split_part(search_asked(words), ' ', 3) <> ''
            AND word = left(split_part(search_asked(words), ' ', 2), 24)
        UNION ALL
        SELECT DISTINCT 2, unnest(numbers)
        FROM audit.search_words
        WHERE contains(search_asked(words), ' ') AND split_part(search_asked(words), ' ', 3) = ''
            AND ends_with(word, right(split_part(search_asked(words), ' ', 1), 24))
    )
    GROUP BY number
    HAVING count(*) = 2
), numbered AS MATERIALIZED (
    SELECT number, bool_or(surely) AS surely
    FROM may_hold
    GROUP BY number
), doubtful AS (
    SELECT documents.document_id, search_asked(words) AS asked
    FROM numbered JOIN audit.search_documents AS documents USING (number)
    WHERE NOT surely
    UNION ALL
    SELECT document_id, search_asked(words) FROM audit.search_pending
), found AS (
    SELECT articles.document_id, outlet, headline, date_published, date_min, "language"
    FROM numbered
    JOIN audit.search_documents AS documents USING (number)
    JOIN clean.articles AS articles ON articles.document_id = documents.document_id
    WHERE surely
    UNION ALL
    SELECT articles.document_id, outlet, headline, date_published, date_min, "language"
    FROM doubtful
    JOIN clean.articles AS articles ON articles.document_id = doubtful.document_id
    -- `asked` comes from the other side of the join, lest DuckDB look into all texts before it. A pattern is several times as
    -- fast as making lower case of a text.
    WHERE CASE
        WHEN doubtful.asked = '' THEN true
        ELSE regexp_matches(
            concat_ws(' ', headline, body), replace(regexp_escape(search_asked(words)), '\ ', '\s+'), 'i'
        )
    END
)
SELECT
    contains(lower(coalesce(headline, '')), search_asked(words)) AS in_headline,
    document_id,
    outlet.name AS outlet,
    headline,
    date_published,
    date_min,
    "language"
FROM found
ORDER BY in_headline DESC, date_min DESC NULLS LAST, document_id;

COMMENT ON MACRO TABLE search IS 'articles with these words, one after the other, in headline or body, in any script and within words: FROM search(''부두'')';
