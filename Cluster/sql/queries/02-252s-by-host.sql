-- Which of our hosts said 252, to whom? Somebody who asks VRFY often gathers addresses.
SELECT site, direction, coalesce(remote_ip, 'unknown') AS asked_by, sum(times) AS replies, bool_and(implied IS TRUE) AS all_implied
FROM replies
WHERE code = 252
GROUP BY site, direction, asked_by
ORDER BY replies DESC, site, asked_by;
