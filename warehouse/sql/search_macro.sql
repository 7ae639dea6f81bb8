-- `search` and what it is made of. An index of words narrows it down (`search_tables.sql`), and where that leaves a doubt the
-- text decides. Everything that depends on the words alone is written out in each place, not looked up in a table, so that DuckDB
-- works it out once, leaves out the parts that can find nothing, and reads only where the words can stand.

-- What is asked for, as texts are compared: in lower case, every kind of blank as one.
CREATE OR REPLACE MACRO search_asked(words) AS trim(regexp_replace(
    lower(nfc_normalize(words)), '[\s\x0b\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'
));

-- The numbers of the articles with words, or pairs of letters, in which letters stand; a blank before or after them is the word's end.
-- Rows are in the order of their words: only those are looked into that can hold a word from `low` to `high`.
CREATE OR REPLACE MACRO audit.search_words_with(letters, low, high) AS TABLE
SELECT unnest(numbers) AS number
FROM (
    SELECT unnest(string_split(trim(joined), ' ')) AS word, unnest(numbers) AS numbers
    FROM audit.search_word_blocks
    WHERE contains(joined, letters) AND first_word <= high AND last_word >= low
)
WHERE contains(' ' || word || ' ', letters);

CREATE OR REPLACE MACRO audit.search_pairs_with(letters, low, high) AS TABLE
SELECT unnest(numbers) AS number
FROM (
    SELECT unnest(string_split(trim(joined), ' ')) AS word, unnest(numbers) AS numbers
    FROM audit.search_pair_blocks
    WHERE contains(joined, letters) AND first_word <= high AND last_word >= low
)
WHERE contains(' ' || word || ' ', letters);

CREATE OR REPLACE MACRO audit.search_word(word) AS TABLE FROM audit.search_words_with(' ' || word || ' ', word, word);

CREATE OR REPLACE MACRO audit.search_words_from(beginning) AS TABLE
FROM audit.search_words_with(' ' || beginning, beginning, beginning || chr(1114111));

CREATE OR REPLACE MACRO audit.search_pair(pair) AS TABLE FROM audit.search_pairs_with(' ' || pair || ' ', pair, pair);

-- Articles that are loaded and not indexed yet are read.
CREATE OR REPLACE MACRO search(words) AS TABLE
WITH may_hold AS (
    -- The numbers of the articles that may hold the words; `surely` where no look at the text is needed.
    -- One word stands within a word that is kept whole, or is a pair of letters or one of its two,
    SELECT DISTINCT number, true AS surely
    FROM audit.search_words_with(search_asked(words), '', chr(1114111))
    WHERE NOT contains(search_asked(words), ' ') AND length(search_asked(words)) <= 24
    UNION ALL
    SELECT DISTINCT number, true
    FROM audit.search_pairs_with(search_asked(words), '', chr(1114111))
    WHERE length(search_asked(words)) <= 2 AND NOT contains(search_asked(words), ' ')
    UNION ALL
    -- or its first two pairs of letters and the last are there.
    SELECT number, false
    FROM (
        SELECT 1 AS part, number
        FROM audit.search_pair(left(search_asked(words), 2))
        WHERE length(search_asked(words)) > 2 AND NOT contains(search_asked(words), ' ')
        UNION ALL
        SELECT 2, number
        FROM audit.search_pair(substring(search_asked(words), 2, 2))
        WHERE length(search_asked(words)) > 2 AND NOT contains(search_asked(words), ' ')
        UNION ALL
        SELECT 3, number
        FROM audit.search_pair(right(search_asked(words), 2))
        WHERE length(search_asked(words)) > 2 AND NOT contains(search_asked(words), ' ')
    )
    GROUP BY number
    HAVING count(*) = 3
    UNION ALL
    -- Of several words, the last begins one, the second is one, and of two the first ends one. Of words longer than 24 letters
    -- the first 4 and the last 4 are kept.
    SELECT number, false
    FROM (
        SELECT DISTINCT 1 AS part, number
        FROM (
            FROM audit.search_words_from(left(split_part(search_asked(words), ' ', -1), 24))
            UNION ALL
            FROM audit.search_word(left(split_part(search_asked(words), ' ', -1), 4))
        )
        WHERE contains(search_asked(words), ' ')
        UNION ALL
        SELECT 2, number
        FROM audit.search_word(left(
            split_part(search_asked(words), ' ', 2), CASE WHEN length(split_part(search_asked(words), ' ', 2)) > 24 THEN 4 ELSE 24 END
        ))
        WHERE contains(search_asked(words), ' ') AND split_part(search_asked(words), ' ', 3) <> ''
        UNION ALL
        SELECT DISTINCT 2, number
        FROM (
            FROM audit.search_words_with(right(split_part(search_asked(words), ' ', 1), 24) || ' ', '', chr(1114111))
            UNION ALL
            FROM audit.search_word(right(split_part(search_asked(words), ' ', 1), 4))
        )
        WHERE contains(search_asked(words), ' ') AND split_part(search_asked(words), ' ', 3) = ''
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
