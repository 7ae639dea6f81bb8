UPDATE audit.runs SET
    finished_at = $finished_at,
    state = $state,
    message = $message,
    unchanged = $unchanged,
    documents = $documents,
    articles = $articles,
    rejected = $rejected,
    quarantined = $quarantined,
    visible_chars = $visible_chars,
    removed_chars = $removed_chars
WHERE run_id = $run_id
