-- The first and the last row of stretches of articles, of 50,000 each, in the order in which they lie.
SELECT min("row"), max("row")
FROM (SELECT rowid AS "row", (row_number() OVER (ORDER BY rowid) - 1) // 50_000 AS piece FROM clean.articles)
GROUP BY piece
ORDER BY piece
