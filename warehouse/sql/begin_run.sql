INSERT INTO audit.runs (run_id, software, inputs, started_at, state) VALUES (?, ?, ?, ?, 'running')
