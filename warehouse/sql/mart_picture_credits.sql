-- mart.picture_credits: the credit lines of pictures, and how many of how many articles each stands under.
SELECT credit, count(*) AS pictures, count(DISTINCT document_id) AS articles
FROM clean.images
GROUP BY credit
ORDER BY pictures DESC, credit
