-- A schema for ClickHouse, as `duckdb.sql` has it. Written from ClickHouse's documentation and not tested: there is no ClickHouse where
-- this project is built. Tell us what does not work.
--
--   clickhouse-client --multiquery < clickhouse.sql
--   bounces extract /var/log/mail.log* | clickhouse-client --query 'INSERT INTO replies_extracted FORMAT JSONEachRow'
--
-- Fields that a line has not take the column's default: '' or 0, or NULL where a 0 would say something. Give each file once: a row that is
-- inserted twice counts twice.

CREATE TABLE IF NOT EXISTS replies_extracted
(
  file LowCardinality(String),
  line UInt64,
  time String,
  host LowCardinality(String),
  mta LowCardinality(String),
  service LowCardinality(String),
  direction LowCardinality(String),
  outcome LowCardinality(String),
  stage LowCardinality(String),
  code Nullable(UInt16),
  enhanced LowCardinality(String),
  text String,
  recipient String,
  original_recipient String,
  sender String,
  remote_host String,
  remote_ip String,
  queue_id String,
  message_id String,
  client String,
  sasl_user String,
  helo String,
  dsn LowCardinality(String),
  delay Nullable(Float64),
  count UInt32 DEFAULT 1,
  implied Bool,
  duplicate Bool,
  cause LowCardinality(String),
  class LowCardinality(String),
  actor LowCardinality(String),
  permanence LowCardinality(String),
  confidence LowCardinality(String),
  -- What the log's clock showed, without its zone: DateTime64('UTC') so that no other zone is added.
  clock DateTime64(0, 'UTC') MATERIALIZED parseDateTime64BestEffort(substring(time, 1, 19), 0, 'UTC'),
  day Date MATERIALIZED toDate(clock)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, direction, ifNull(code, 0), cause, clock);

CREATE VIEW IF NOT EXISTS outcomes AS
SELECT *, clock, day,
  count AS times,
  if(host != '', host, if(match(file, '/'), extract(file, '([^/]+)/[^/]+$'), file)) AS site,
  lower(recipient) AS address,
  lower(extract(recipient, '@([^@]+)$')) AS domain,
  lower(extract(remote_host, '([^.]+\\.[^.]+)\\.?$')) AS provider
FROM replies_extracted;

CREATE VIEW IF NOT EXISTS replies AS
SELECT * FROM outcomes WHERE NOT duplicate AND outcome NOT IN ('suspended', 'warning');
