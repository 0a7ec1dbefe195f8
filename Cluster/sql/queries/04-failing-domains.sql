-- Which recipient domains refused most of what reached its end there?
SELECT domain, count(*) FILTER (outcome = 'bounced') AS bounced, count(*) FILTER (outcome = 'delivered') AS delivered,
  round(100.0 * bounced / (bounced + delivered), 1) AS percent, mode(cause) FILTER (outcome = 'bounced') AS most_often
FROM outcomes
WHERE outcome IN ('bounced', 'delivered') AND direction = 'outbound' AND domain IS NOT NULL
GROUP BY domain
HAVING bounced > 0
ORDER BY bounced DESC, percent DESC, domain
LIMIT 25;
