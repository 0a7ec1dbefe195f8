function __bounces_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __bounces_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __bounces_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __bounces_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __bounces_parse_tokens -S
    set -l unparsed_tokens (__bounces_tokens -pc)
    switch $unparsed_tokens[1]
    case 'bounces'
        __bounces_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'analyze'
            __bounces_parse_subcommand -r 1 'year=' 'journal' 'journal-directory=' 'history=' 'baseline' 'keep=' 'lang=' 'rules=' 'format=' 'output=+' 'partial' 'mail-to=+' 'mail-from=' 'top=' 'color=' 'fail-if=+' 'quiet-if-clean' 'since=' 'until=' 'code=+' 'recipient=+' 'sender=+' 'host=+' 'log-host=+' 'cause=+' 'direction=+' 'stage=+' 'redact' 'redact-key=' 'max-memory=' 'audit' 'relayhost=+' 'jobs=' 'version' 'h/help'
        case 'merge'
            __bounces_parse_subcommand -r 1 'lang=' 'rules=' 'format=' 'output=+' 'partial' 'mail-to=+' 'mail-from=' 'top=' 'color=' 'fail-if=+' 'quiet-if-clean' 'max-memory=' 'version' 'h/help'
        case 'history'
            __bounces_parse_subcommand 1 'lang=' 'rules=' 'days=' 'cause=+' 'format=' 'version' 'h/help'
        case 'ack'
            __bounces_parse_subcommand 1 'until=' 'note=' 'rules=' 'remove' 'history=' 'version' 'h/help'
        case 'extract'
            __bounces_parse_subcommand -r 1 'year=' 'journal' 'journal-directory=' 'rules=' 'since=' 'until=' 'code=+' 'recipient=+' 'sender=+' 'host=+' 'log-host=+' 'cause=+' 'direction=+' 'stage=+' 'redact' 'redact-key=' 'max-memory=' 'format=' 'version' 'h/help'
        case 'trace'
            __bounces_parse_subcommand -r 2 'year=' 'journal' 'journal-directory=' 'lang=' 'rules=' 'since=' 'until=' 'code=+' 'recipient=+' 'sender=+' 'host=+' 'log-host=+' 'cause=+' 'direction=+' 'stage=+' 'redact' 'redact-key=' 'max-memory=' 'format=' 'version' 'h/help'
        case 'suppress'
            __bounces_parse_subcommand -r 1 'year=' 'journal' 'journal-directory=' 'rules=' 'since=' 'until=' 'code=+' 'recipient=+' 'sender=+' 'host=+' 'log-host=+' 'cause=+' 'direction=+' 'stage=+' 'redact' 'redact-key=' 'max-memory=' 'after=' 'format=' 'version' 'h/help'
        case 'evidence'
            __bounces_parse_subcommand -r 2 'year=' 'journal' 'journal-directory=' 'lang=' 'rules=' 'since=' 'until=' 'code=+' 'recipient=+' 'sender=+' 'host=+' 'log-host=+' 'cause=+' 'direction=+' 'stage=+' 'redact' 'redact-key=' 'max-memory=' 'version' 'h/help'
        case 'explain'
            __bounces_parse_subcommand -r 1 'format=' 'direction=' 'stage=' 'lang=' 'rules=' 'version' 'h/help'
        case 'compare'
            __bounces_parse_subcommand 2 'format=' 'lang=' 'version' 'h/help'
        case 'codes'
            __bounces_parse_subcommand 1 'format=' 'check=' 'lang=' 'rules=' 'version' 'h/help'
        case 'help'
            __bounces_parse_subcommand -r 1 'version'
        end
    end
end

function __bounces_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __bounces_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __bounces_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __bounces_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__bounces_tokens -p)
    if test -z "$(__bounces_tokens -t)"
        set -l index (count (__bounces_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'bounces' -f
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'analyze' -d 'Report what the SMTP replies in mail logs mean and how to fix them.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'merge' -d 'Report what partial summaries add up to: the report that one run over all their logs would give.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'history' -d 'Show totals by day and cause from a history that `analyze --history` keeps.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'ack' -d 'Say that a problem is known: until a day it takes one line of the report, unless it grows.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'extract' -d 'Print every reply as one JSON object a line (NDJSON), or as CSV.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'trace' -d 'Show what happened to messages: every attempt and reply, in order.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'suppress' -d 'List the addresses that should not be mailed again, with evidence.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'evidence' -d 'Gather what a delisting or support request about one cause needs, ready to paste.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'explain' -d 'Say what a code, a reply or a log line means, who acts and how to fix it.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'compare' -d 'Set two codes side by side: meaning, when, fix, differences, use.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'codes' -d 'List what the guide knows: reply codes, enhanced codes and causes; check a file of your own causes.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces analyze" -ge 1' -F
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" year' -l 'year' -d 'Year of the first time stamp without one, where the file\'s own time would mislead.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" journal' -l 'journal' -d 'Read the mail lines of the systemd journal instead of files, through journalctl.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" journal-directory' -l 'journal-directory' -d 'With --journal: the journal in this directory instead of this host\'s own.' -rfa '(__bounces_complete_directories)'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" history' -l 'history' -d 'Count each line once over all runs with this file: report what is new since the last one, and what that means against the days before.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" baseline' -l 'baseline' -d 'With --history: take everything as known; the report calls nothing new.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" keep' -l 'keep' -d 'With --history: days to keep.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" lang' -l 'lang' -d 'Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.' -rfka 'en es'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" format' -l 'format' -d 'Form of the report on standard output: text, json, html, md, csv, prom or eml.' -rfka 'text json html md csv prom eml'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'output' -d 'Write the report to this file, in the form its ending tells (.txt .json .html .md .csv .prom .eml); may be repeated.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" partial' -l 'partial' -d 'Write a partial summary for `bounces merge` instead of a report, to --output or standard output.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'mail-to' -d 'Address that a report as mail goes to; may be repeated.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" mail-from' -l 'mail-from' -d 'Address that a report as mail is from.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" top' -l 'top' -d 'Rows of a list at most.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" color' -l 'color' -d 'Headings in bold: auto, always or never. NO_COLOR is honoured.' -rfka 'auto always never'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'fail-if' -d 'Exit with 1 when this holds: \'code=553,replies>=10\', \'bounced>2%\', new-cause, new-listing, news, stolen-login; may be repeated.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" quiet-if-clean' -l 'quiet-if-clean' -d 'Print nothing and leave no mail when nothing is new and no condition holds; without --history, when nothing wants anybody to act.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" since' -l 'since' -d 'Only from this time on: 2026-11-22, \'2026-11-22 10:00\', with a zone or in this host\'s, today, yesterday, 24h, 7d.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" until' -l 'until' -d 'Only up to this time; a day is meant to its end.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'code' -d 'Only these reply codes: 553, 55x, 5xx.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'recipient' -d 'Only these recipients: an address, or @DOMAIN.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'sender' -d 'Only these envelope senders: an address, @DOMAIN, or <> for none.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'host' -d 'Only these remote hosts: a name, .DOMAIN, an IP address, or a network such as 192.0.2.0/24.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'log-host' -d 'Only lines that these hosts wrote.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'cause' -d 'Only these causes, by their ids (bounces codes lists them), or \'none\' for what is not explained.' -rfka '(__bounces_custom_completion ---completion analyze -- --cause (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'direction' -d 'Only replies that were said to us (outbound), or that we said (inbound).' -rfka 'outbound inbound'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'stage' -d 'Only answers at this stage: connect, ehlo, mail, rcpt, data, end-of-data, vrfy and so on.' -rfka 'banner connect ehlo starttls auth mail rcpt data end-of-data vrfy expn etrn'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" redact' -l 'redact' -d 'Pseudonyms for local parts and logins, everywhere; --redact=all for domains, hosts and IPs too.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" redact-key' -l 'redact-key' -d 'What the pseudonyms are made with, or @FILE that holds it: the same in all runs with it. Without it, new in each.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" max-memory' -l 'max-memory' -d 'Memory beyond which the run goes on in a temporary file in TMPDIR or /var/tmp, with the same result.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" audit' -l 'audit' -d 'Add figures by recipient domain, provider, sender domain, client and login, with delays and TLS.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze"' -l 'relayhost' -d 'With --audit: the relay that mail leaves through; providers are told by recipients\' domains then.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" jobs' -l 'jobs' -d 'Files read at once; without it, as many as there are processors. The report is the same.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces analyze" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces merge" -ge 1' -F
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" lang' -l 'lang' -d 'Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.' -rfka 'en es'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" format' -l 'format' -d 'Form of the report on standard output: text, json, html, md, csv, prom or eml.' -rfka 'text json html md csv prom eml'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge"' -l 'output' -d 'Write the report to this file, in the form its ending tells (.txt .json .html .md .csv .prom .eml); may be repeated.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" partial' -l 'partial' -d 'Write a partial summary for `bounces merge` instead of a report, to --output or standard output.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge"' -l 'mail-to' -d 'Address that a report as mail goes to; may be repeated.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" mail-from' -l 'mail-from' -d 'Address that a report as mail is from.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" top' -l 'top' -d 'Rows of a list at most.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" color' -l 'color' -d 'Headings in bold: auto, always or never. NO_COLOR is honoured.' -rfka 'auto always never'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge"' -l 'fail-if' -d 'Exit with 1 when this holds: \'code=553,replies>=10\', \'bounced>2%\', new-cause, new-listing, news, stolen-login; may be repeated.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" quiet-if-clean' -l 'quiet-if-clean' -d 'Print nothing and leave no mail when nothing is new and no condition holds; without --history, when nothing wants anybody to act.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" max-memory' -l 'max-memory' -d 'Memory beyond which the run goes on in a temporary file in TMPDIR or /var/tmp, with the same result.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces merge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces history" -eq 1' -F
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces history" lang' -l 'lang' -d 'Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.' -rfka 'en es'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces history" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces history" days' -l 'days' -d 'How many days, counted back from the last one.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces history"' -l 'cause' -d 'Only these causes, by their ids.' -rfka '(__bounces_custom_completion ---completion history -- --cause (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces history" format' -l 'format' -d 'Form of the totals: text, csv or json.' -rfka 'text csv json'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces history" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces history" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces ack" -eq 1' -fka '(__bounces_custom_completion ---completion ack -- positional@0 (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces ack" until' -l 'until' -d 'The last day: 2026-12-24, or 30d from now.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces ack" note' -l 'note' -d 'Why it is known; stands in the report.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces ack" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces ack" remove' -l 'remove' -d 'Take it back.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces ack" history' -l 'history' -d 'The history that `analyze --history` keeps.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces ack" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces ack" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces extract" -ge 1' -F
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" year' -l 'year' -d 'Year of the first time stamp without one, where the file\'s own time would mislead.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" journal' -l 'journal' -d 'Read the mail lines of the systemd journal instead of files, through journalctl.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" journal-directory' -l 'journal-directory' -d 'With --journal: the journal in this directory instead of this host\'s own.' -rfa '(__bounces_complete_directories)'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" since' -l 'since' -d 'Only from this time on: 2026-11-22, \'2026-11-22 10:00\', with a zone or in this host\'s, today, yesterday, 24h, 7d.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" until' -l 'until' -d 'Only up to this time; a day is meant to its end.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract"' -l 'code' -d 'Only these reply codes: 553, 55x, 5xx.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract"' -l 'recipient' -d 'Only these recipients: an address, or @DOMAIN.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract"' -l 'sender' -d 'Only these envelope senders: an address, @DOMAIN, or <> for none.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract"' -l 'host' -d 'Only these remote hosts: a name, .DOMAIN, an IP address, or a network such as 192.0.2.0/24.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract"' -l 'log-host' -d 'Only lines that these hosts wrote.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract"' -l 'cause' -d 'Only these causes, by their ids (bounces codes lists them), or \'none\' for what is not explained.' -rfka '(__bounces_custom_completion ---completion extract -- --cause (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract"' -l 'direction' -d 'Only replies that were said to us (outbound), or that we said (inbound).' -rfka 'outbound inbound'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract"' -l 'stage' -d 'Only answers at this stage: connect, ehlo, mail, rcpt, data, end-of-data, vrfy and so on.' -rfka 'banner connect ehlo starttls auth mail rcpt data end-of-data vrfy expn etrn'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" redact' -l 'redact' -d 'Pseudonyms for local parts and logins, everywhere; --redact=all for domains, hosts and IPs too.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" redact-key' -l 'redact-key' -d 'What the pseudonyms are made with, or @FILE that holds it: the same in all runs with it. Without it, new in each.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" max-memory' -l 'max-memory' -d 'Memory beyond which the run goes on in a temporary file in TMPDIR or /var/tmp, with the same result.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" format' -l 'format' -d 'Form of the output: ndjson or csv.' -rfka 'ndjson csv'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces extract" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces trace" -ge 1' -F
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" year' -l 'year' -d 'Year of the first time stamp without one, where the file\'s own time would mislead.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" journal' -l 'journal' -d 'Read the mail lines of the systemd journal instead of files, through journalctl.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" journal-directory' -l 'journal-directory' -d 'With --journal: the journal in this directory instead of this host\'s own.' -rfa '(__bounces_complete_directories)'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" lang' -l 'lang' -d 'Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.' -rfka 'en es'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" since' -l 'since' -d 'Only from this time on: 2026-11-22, \'2026-11-22 10:00\', with a zone or in this host\'s, today, yesterday, 24h, 7d.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" until' -l 'until' -d 'Only up to this time; a day is meant to its end.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace"' -l 'code' -d 'Only these reply codes: 553, 55x, 5xx.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace"' -l 'recipient' -d 'Only these recipients: an address, or @DOMAIN.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace"' -l 'sender' -d 'Only these envelope senders: an address, @DOMAIN, or <> for none.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace"' -l 'host' -d 'Only these remote hosts: a name, .DOMAIN, an IP address, or a network such as 192.0.2.0/24.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace"' -l 'log-host' -d 'Only lines that these hosts wrote.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace"' -l 'cause' -d 'Only these causes, by their ids (bounces codes lists them), or \'none\' for what is not explained.' -rfka '(__bounces_custom_completion ---completion trace -- --cause (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace"' -l 'direction' -d 'Only replies that were said to us (outbound), or that we said (inbound).' -rfka 'outbound inbound'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace"' -l 'stage' -d 'Only answers at this stage: connect, ehlo, mail, rcpt, data, end-of-data, vrfy and so on.' -rfka 'banner connect ehlo starttls auth mail rcpt data end-of-data vrfy expn etrn'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" redact' -l 'redact' -d 'Pseudonyms for local parts and logins, everywhere; --redact=all for domains, hosts and IPs too.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" redact-key' -l 'redact-key' -d 'What the pseudonyms are made with, or @FILE that holds it: the same in all runs with it. Without it, new in each.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" max-memory' -l 'max-memory' -d 'Memory beyond which the run goes on in a temporary file in TMPDIR or /var/tmp, with the same result.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" format' -l 'format' -d 'Form of the answer: text, json or ndjson.' -rfka 'text json ndjson'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces trace" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces suppress" -ge 1' -F
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" year' -l 'year' -d 'Year of the first time stamp without one, where the file\'s own time would mislead.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" journal' -l 'journal' -d 'Read the mail lines of the systemd journal instead of files, through journalctl.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" journal-directory' -l 'journal-directory' -d 'With --journal: the journal in this directory instead of this host\'s own.' -rfa '(__bounces_complete_directories)'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" since' -l 'since' -d 'Only from this time on: 2026-11-22, \'2026-11-22 10:00\', with a zone or in this host\'s, today, yesterday, 24h, 7d.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" until' -l 'until' -d 'Only up to this time; a day is meant to its end.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress"' -l 'code' -d 'Only these reply codes: 553, 55x, 5xx.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress"' -l 'recipient' -d 'Only these recipients: an address, or @DOMAIN.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress"' -l 'sender' -d 'Only these envelope senders: an address, @DOMAIN, or <> for none.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress"' -l 'host' -d 'Only these remote hosts: a name, .DOMAIN, an IP address, or a network such as 192.0.2.0/24.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress"' -l 'log-host' -d 'Only lines that these hosts wrote.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress"' -l 'cause' -d 'Only these causes, by their ids (bounces codes lists them), or \'none\' for what is not explained.' -rfka '(__bounces_custom_completion ---completion suppress -- --cause (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress"' -l 'direction' -d 'Only replies that were said to us (outbound), or that we said (inbound).' -rfka 'outbound inbound'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress"' -l 'stage' -d 'Only answers at this stage: connect, ehlo, mail, rcpt, data, end-of-data, vrfy and so on.' -rfka 'banner connect ehlo starttls auth mail rcpt data end-of-data vrfy expn etrn'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" redact' -l 'redact' -d 'Pseudonyms for local parts and logins, everywhere; --redact=all for domains, hosts and IPs too.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" redact-key' -l 'redact-key' -d 'What the pseudonyms are made with, or @FILE that holds it: the same in all runs with it. Without it, new in each.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" max-memory' -l 'max-memory' -d 'Memory beyond which the run goes on in a temporary file in TMPDIR or /var/tmp, with the same result.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" after' -l 'after' -d 'On how many different days an address must have failed.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" format' -l 'format' -d 'Form of the list: list, csv or json.' -rfka 'list csv json'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces suppress" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces evidence" -eq 1' -fka '(__bounces_custom_completion ---completion evidence -- positional@0 (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces evidence" -ge 2' -F
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" year' -l 'year' -d 'Year of the first time stamp without one, where the file\'s own time would mislead.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" journal' -l 'journal' -d 'Read the mail lines of the systemd journal instead of files, through journalctl.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" journal-directory' -l 'journal-directory' -d 'With --journal: the journal in this directory instead of this host\'s own.' -rfa '(__bounces_complete_directories)'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" lang' -l 'lang' -d 'Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.' -rfka 'en es'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" since' -l 'since' -d 'Only from this time on: 2026-11-22, \'2026-11-22 10:00\', with a zone or in this host\'s, today, yesterday, 24h, 7d.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" until' -l 'until' -d 'Only up to this time; a day is meant to its end.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence"' -l 'code' -d 'Only these reply codes: 553, 55x, 5xx.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence"' -l 'recipient' -d 'Only these recipients: an address, or @DOMAIN.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence"' -l 'sender' -d 'Only these envelope senders: an address, @DOMAIN, or <> for none.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence"' -l 'host' -d 'Only these remote hosts: a name, .DOMAIN, an IP address, or a network such as 192.0.2.0/24.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence"' -l 'log-host' -d 'Only lines that these hosts wrote.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence"' -l 'cause' -d 'Only these causes, by their ids (bounces codes lists them), or \'none\' for what is not explained.' -rfka '(__bounces_custom_completion ---completion evidence -- --cause (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence"' -l 'direction' -d 'Only replies that were said to us (outbound), or that we said (inbound).' -rfka 'outbound inbound'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence"' -l 'stage' -d 'Only answers at this stage: connect, ehlo, mail, rcpt, data, end-of-data, vrfy and so on.' -rfka 'banner connect ehlo starttls auth mail rcpt data end-of-data vrfy expn etrn'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" redact' -l 'redact' -d 'Pseudonyms for local parts and logins, everywhere; --redact=all for domains, hosts and IPs too.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" redact-key' -l 'redact-key' -d 'What the pseudonyms are made with, or @FILE that holds it: the same in all runs with it. Without it, new in each.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" max-memory' -l 'max-memory' -d 'Memory beyond which the run goes on in a temporary file in TMPDIR or /var/tmp, with the same result.' -rfka ''
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces evidence" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces explain" -ge 1' -fka '(__bounces_custom_completion ---completion explain -- positional@0 (count (__bounces_tokens -pc)) (__bounces_tokens -tC))'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces explain" format' -l 'format' -d 'Form of the answer: text, json, or ndjson (one object a reply).' -rfka 'text json ndjson'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces explain" direction' -l 'direction' -d 'Who said it: outbound (a remote server to us) or inbound (we to a client).' -rfka 'outbound inbound'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces explain" stage' -l 'stage' -d 'The command answered: banner, connect, ehlo, starttls, auth, mail, rcpt, data, end-of-data, vrfy, expn, etrn.' -rfka 'banner connect ehlo starttls auth mail rcpt data end-of-data vrfy expn etrn'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces explain" lang' -l 'lang' -d 'Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.' -rfka 'en es'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces explain" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces explain" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces explain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces compare" format' -l 'format' -d 'Form of the answer: text or json.' -rfka 'text json'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces compare" lang' -l 'lang' -d 'Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.' -rfka 'en es'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces compare" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces compare" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_positional "bounces codes" -eq 1' -fka 'all reply enhanced causes'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces codes" format' -l 'format' -d 'Form of the list: text, json or markdown.' -rfka 'text json markdown'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces codes" check' -l 'check' -d 'Check a file of your own causes, and list nothing.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces codes" lang' -l 'lang' -d 'Language: en or es; else that of LC_ALL, LC_MESSAGES or LANG.' -rfka 'en es'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces codes" rules' -l 'rules' -d 'Your own causes, a YAML file in the form of the guide\'s; they come first.' -rF
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces codes" version' -l 'version' -d 'Show the version.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces codes" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'bounces' -n '__bounces_should_offer_completions_for_flags_or_options "bounces help" version' -l 'version' -d 'Show the version.'
