-- mart.articles_by_author: how many articles name each author.
SELECT
    authors.name AS author,
    coalesce(authors.organization, articles.outlet.name) AS organization,
    list_sort(list(DISTINCT authors.role) FILTER (authors.role IS NOT NULL)) AS roles,
    count(DISTINCT authors.document_id) AS articles,
    min(articles.date_min) AS first_day,
    max(articles.date_max) AS last_day
FROM clean.authors AS authors
JOIN clean.articles AS articles USING (document_id)
GROUP BY ALL
ORDER BY articles DESC, author, organization
