-- Which recipients failed for good on two days or more, with no delivery since? `bounces suppress` is stricter about the cause.
SELECT address, count(DISTINCT day) FILTER (outcome = 'bounced') AS days, count(*) FILTER (outcome = 'bounced') AS bounces,
  max(clock) FILTER (outcome = 'bounced') AS last_bounce, arg_max(coalesce(cause, text), clock) FILTER (outcome = 'bounced') AS last_cause
FROM outcomes
WHERE direction = 'outbound' AND address IS NOT NULL
GROUP BY address
HAVING days >= 2 AND last_bounce > coalesce(max(clock) FILTER (outcome = 'delivered'), TIMESTAMP '1970-01-01')
ORDER BY days DESC, bounces DESC, address;
