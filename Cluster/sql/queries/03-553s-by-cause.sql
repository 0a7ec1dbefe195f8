-- What did the 553s mean, and who has to act?
SELECT coalesce(cause, 'not explained') AS meant, direction, mode(actor) AS acts, sum(times) AS replies,
  count(DISTINCT address) AS recipients, min(clock) AS first, max(clock) AS last
FROM replies
WHERE code = 553
GROUP BY meant, direction
ORDER BY replies DESC, meant;
