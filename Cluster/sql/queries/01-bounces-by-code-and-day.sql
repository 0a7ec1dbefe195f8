-- Which replies made messages bounce, day by day? No code: no server answered at all.
-- A message that Postfix gives up (cause expired) is one row, for all recipients that were still waiting.
SELECT day, code, count(*) AS bounced, count(DISTINCT address) AS recipients, mode(cause) AS most_often
FROM outcomes
WHERE outcome = 'bounced'
GROUP BY day, code
ORDER BY day, bounced DESC, code;
