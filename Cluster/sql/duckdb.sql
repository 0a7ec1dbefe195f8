-- Loads what `bounces extract` printed into DuckDB: `outcomes` to count recipients in, `replies` to count replies in.
--
--   bounces extract /var/log/mail.log* > replies.ndjson
--   duckdb audit.db -cmd "SET VARIABLE extracted = 'replies.ndjson'" -c ".read duckdb.sql"
--
-- The variable may be a pattern ('*.ndjson') and the files may be compressed (.gz, .zst). Fields that a line has not are NULL.

CREATE OR REPLACE TABLE extracted AS
SELECT * FROM read_json(getvariable('extracted'), format = 'newline_delimited', columns = {
  file: 'VARCHAR', line: 'BIGINT', time: 'VARCHAR', host: 'VARCHAR', mta: 'VARCHAR', service: 'VARCHAR',
  direction: 'VARCHAR', outcome: 'VARCHAR', stage: 'VARCHAR', code: 'SMALLINT', enhanced: 'VARCHAR', text: 'VARCHAR',
  recipient: 'VARCHAR', original_recipient: 'VARCHAR', sender: 'VARCHAR', remote_host: 'VARCHAR', remote_ip: 'VARCHAR',
  queue_id: 'VARCHAR', message_id: 'VARCHAR', client: 'VARCHAR', sasl_user: 'VARCHAR', helo: 'VARCHAR', dsn: 'VARCHAR',
  delay: 'DOUBLE', count: 'INTEGER', implied: 'BOOLEAN', duplicate: 'BOOLEAN',
  cause: 'VARCHAR', class: 'VARCHAR', actor: 'VARCHAR', permanence: 'VARCHAR', confidence: 'VARCHAR'
});

-- Every row, with what queries need. `clock` is what the log's clock showed, so that days are the log's days; `times` replies stand in
-- one line. `site` is the host that wrote the line; Exim's main log names none: then it is the file's folder, or the file.
CREATE OR REPLACE VIEW outcomes AS
SELECT *,
  CAST(left(time, 19) AS TIMESTAMP) AS clock,
  CAST(left(time, 10) AS DATE) AS day,
  coalesce(count, 1) AS times,
  coalesce(host, nullif(regexp_extract(file, '([^/]+)/[^/]+$', 1), ''), file) AS site,
  lower(recipient) AS address,
  nullif(lower(regexp_extract(recipient, '@([^@]+)$', 1)), '') AS domain,
  nullif(lower(regexp_extract(remote_host, '([^.]+\.[^.]+)\.?$', 1)), '') AS provider
FROM extracted;

-- The replies that count: not the second line of one reply (Exim's `**` after its `H=`, which is the recipient's outcome all the same),
-- not a copy that was never tried, not a warning.
CREATE OR REPLACE VIEW replies AS
SELECT * FROM outcomes WHERE duplicate IS NOT TRUE AND outcome NOT IN ('suspended', 'warning');
