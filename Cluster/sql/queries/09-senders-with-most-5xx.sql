-- Whose mail do other servers refuse for good most often? An empty sender is a bounce of a bounce.
SELECT lower(sender) AS from_address, sum(times) AS refused, count(DISTINCT domain) AS domains, mode(class) AS most_often,
  count(*) FILTER (outcome = 'bounced') AS bounced
FROM replies
WHERE direction = 'outbound' AND code BETWEEN 500 AND 599
GROUP BY from_address
ORDER BY refused DESC, from_address
LIMIT 25;
