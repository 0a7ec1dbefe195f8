-- How long did mail wait that was deferred first and delivered later? Minutes, by the last two labels of the server that took it.
WITH waited AS (
  SELECT site, queue_id, address,
    min(clock) FILTER (outcome IN ('deferred', 'suspended')) AS deferred,
    max(clock) FILTER (outcome = 'delivered') AS delivered,
    arg_max(provider, clock) FILTER (outcome = 'delivered') AS provider
  FROM outcomes
  WHERE direction = 'outbound' AND queue_id IS NOT NULL AND address IS NOT NULL
  GROUP BY site, queue_id, address
)
SELECT provider, count(*) AS recipients,
  round(quantile_cont(epoch(delivered - deferred) / 60, 0.5), 1) AS median,
  round(quantile_cont(epoch(delivered - deferred) / 60, 0.95), 1) AS "95 %",
  round(max(epoch(delivered - deferred) / 60), 1) AS longest
FROM waited
WHERE delivered >= deferred
GROUP BY provider
ORDER BY recipients DESC, provider;
