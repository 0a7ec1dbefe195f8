-- Which causes showed in the last seven days for the first time? The days are counted back from the log's end.
SELECT coalesce(cause, 'not explained') AS meant, direction, mode(code) AS code, sum(times) AS replies, min(clock) AS first,
  arg_min(site, clock) AS first_at, arg_min(text, clock) AS said
FROM replies
WHERE class <> 'accepted'
GROUP BY meant, direction
HAVING min(day) > (SELECT max(day) FROM replies) - 7
ORDER BY replies DESC, meant, direction;
