-- Which logins tried to send under other people's addresses, and from how many networks (/24, /48)? Many of both: the password is stolen.
SELECT sasl_user AS login, sum(times) AS refused, count(DISTINCT lower(regexp_extract(sender, '@([^@]+)$', 1))) AS sender_domains,
  count(DISTINCT regexp_extract(remote_ip, '^([0-9]+\.){3}|^([0-9a-f]*:){3}')) AS networks, min(clock) AS first, max(clock) AS last
FROM replies
WHERE direction = 'inbound' AND class = 'sender-refused' AND sasl_user IS NOT NULL
GROUP BY login
ORDER BY sender_domains DESC, refused DESC, login;
