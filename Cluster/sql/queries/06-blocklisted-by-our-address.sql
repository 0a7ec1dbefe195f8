-- Which of our addresses do servers call listed, and where? Ours is the one that the reply names and that is not the server's.
SELECT list_filter(regexp_extract_all(text, '[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}'),
    lambda named: named <> coalesce(remote_ip, ''))[1] AS ours,
  provider, cause, sum(times) AS replies, count(DISTINCT address) AS recipients, min(clock) AS first, max(clock) AS last
FROM replies
WHERE class = 'blocklisted' AND direction = 'outbound'
GROUP BY ours, provider, cause
ORDER BY replies DESC, ours, provider, cause;
