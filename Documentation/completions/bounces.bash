#!/bin/bash

__bounces_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__bounces_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__bounces_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__bounces_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_bounces() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __bounces_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    analyze|merge|history|ack|extract|trace|suppress|evidence|explain|compare|codes|help)
        # Offer subcommand argument completions
        "_bounces_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'analyze merge history ack extract trace suppress evidence explain compare codes help' -- "${cur}"))
        ;;
    esac
}

_bounces_analyze() {
    repeating_flags=()
    non_repeating_flags=(--journal --baseline --partial --quiet-if-clean --redact --audit --version -h --help)
    repeating_options=(--output --mail-to --fail-if --code --recipient --sender --host --log-host --cause --direction --stage --relayhost)
    non_repeating_options=(--year --journal-directory --history --keep --lang --rules --format --mail-from --top --color --since --until --redact-key --max-memory --jobs)
    __bounces_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--year')
        return
        ;;
    '--journal-directory')
        __bounces_add_completions -d
        return
        ;;
    '--history')
        __bounces_add_completions -f
        return
        ;;
    '--keep')
        return
        ;;
    '--lang')
        __bounces_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    '--format')
        __bounces_add_completions -W 'text'$'\n''json'$'\n''html'$'\n''md'$'\n''csv'$'\n''prom'$'\n''eml'
        return
        ;;
    '--output')
        __bounces_add_completions -f
        return
        ;;
    '--mail-to')
        return
        ;;
    '--mail-from')
        return
        ;;
    '--top')
        return
        ;;
    '--color')
        __bounces_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--fail-if')
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--code')
        return
        ;;
    '--recipient')
        return
        ;;
    '--sender')
        return
        ;;
    '--host')
        return
        ;;
    '--log-host')
        return
        ;;
    '--cause')
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion analyze -- --cause "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    '--direction')
        __bounces_add_completions -W 'outbound'$'\n''inbound'
        return
        ;;
    '--stage')
        __bounces_add_completions -W 'banner'$'\n''connect'$'\n''ehlo'$'\n''starttls'$'\n''auth'$'\n''mail'$'\n''rcpt'$'\n''data'$'\n''end-of-data'$'\n''vrfy'$'\n''expn'$'\n''etrn'
        return
        ;;
    '--redact-key')
        return
        ;;
    '--max-memory')
        return
        ;;
    '--relayhost')
        return
        ;;
    '--jobs')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __bounces_add_completions -f
        return
        ;;
    esac
}

_bounces_merge() {
    repeating_flags=()
    non_repeating_flags=(--partial --quiet-if-clean --version -h --help)
    repeating_options=(--output --mail-to --fail-if)
    non_repeating_options=(--lang --rules --format --mail-from --top --color --max-memory)
    __bounces_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--lang')
        __bounces_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    '--format')
        __bounces_add_completions -W 'text'$'\n''json'$'\n''html'$'\n''md'$'\n''csv'$'\n''prom'$'\n''eml'
        return
        ;;
    '--output')
        __bounces_add_completions -f
        return
        ;;
    '--mail-to')
        return
        ;;
    '--mail-from')
        return
        ;;
    '--top')
        return
        ;;
    '--color')
        __bounces_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--fail-if')
        return
        ;;
    '--max-memory')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __bounces_add_completions -f
        return
        ;;
    esac
}

_bounces_history() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--cause)
    non_repeating_options=(--lang --rules --days --format)
    __bounces_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--lang')
        __bounces_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    '--days')
        return
        ;;
    '--cause')
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion history -- --cause "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    '--format')
        __bounces_add_completions -W 'text'$'\n''csv'$'\n''json'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __bounces_add_completions -f
        return
        ;;
    esac
}

_bounces_ack() {
    repeating_flags=()
    non_repeating_flags=(--remove --version -h --help)
    repeating_options=()
    non_repeating_options=(--until --note --rules --history)
    __bounces_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--until')
        return
        ;;
    '--note')
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    '--history')
        __bounces_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion ack -- positional@0 "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_bounces_extract() {
    repeating_flags=()
    non_repeating_flags=(--journal --redact --version -h --help)
    repeating_options=(--code --recipient --sender --host --log-host --cause --direction --stage)
    non_repeating_options=(--year --journal-directory --rules --since --until --redact-key --max-memory --format)
    __bounces_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--year')
        return
        ;;
    '--journal-directory')
        __bounces_add_completions -d
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--code')
        return
        ;;
    '--recipient')
        return
        ;;
    '--sender')
        return
        ;;
    '--host')
        return
        ;;
    '--log-host')
        return
        ;;
    '--cause')
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion extract -- --cause "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    '--direction')
        __bounces_add_completions -W 'outbound'$'\n''inbound'
        return
        ;;
    '--stage')
        __bounces_add_completions -W 'banner'$'\n''connect'$'\n''ehlo'$'\n''starttls'$'\n''auth'$'\n''mail'$'\n''rcpt'$'\n''data'$'\n''end-of-data'$'\n''vrfy'$'\n''expn'$'\n''etrn'
        return
        ;;
    '--redact-key')
        return
        ;;
    '--max-memory')
        return
        ;;
    '--format')
        __bounces_add_completions -W 'ndjson'$'\n''csv'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __bounces_add_completions -f
        return
        ;;
    esac
}

_bounces_trace() {
    repeating_flags=()
    non_repeating_flags=(--journal --redact --version -h --help)
    repeating_options=(--code --recipient --sender --host --log-host --cause --direction --stage)
    non_repeating_options=(--year --journal-directory --lang --rules --since --until --redact-key --max-memory --format)
    __bounces_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--year')
        return
        ;;
    '--journal-directory')
        __bounces_add_completions -d
        return
        ;;
    '--lang')
        __bounces_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--code')
        return
        ;;
    '--recipient')
        return
        ;;
    '--sender')
        return
        ;;
    '--host')
        return
        ;;
    '--log-host')
        return
        ;;
    '--cause')
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion trace -- --cause "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    '--direction')
        __bounces_add_completions -W 'outbound'$'\n''inbound'
        return
        ;;
    '--stage')
        __bounces_add_completions -W 'banner'$'\n''connect'$'\n''ehlo'$'\n''starttls'$'\n''auth'$'\n''mail'$'\n''rcpt'$'\n''data'$'\n''end-of-data'$'\n''vrfy'$'\n''expn'$'\n''etrn'
        return
        ;;
    '--redact-key')
        return
        ;;
    '--max-memory')
        return
        ;;
    '--format')
        __bounces_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __bounces_add_completions -f
        return
        ;;
    esac
}

_bounces_suppress() {
    repeating_flags=()
    non_repeating_flags=(--journal --redact --version -h --help)
    repeating_options=(--code --recipient --sender --host --log-host --cause --direction --stage)
    non_repeating_options=(--year --journal-directory --rules --since --until --redact-key --max-memory --after --format)
    __bounces_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--year')
        return
        ;;
    '--journal-directory')
        __bounces_add_completions -d
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--code')
        return
        ;;
    '--recipient')
        return
        ;;
    '--sender')
        return
        ;;
    '--host')
        return
        ;;
    '--log-host')
        return
        ;;
    '--cause')
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion suppress -- --cause "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    '--direction')
        __bounces_add_completions -W 'outbound'$'\n''inbound'
        return
        ;;
    '--stage')
        __bounces_add_completions -W 'banner'$'\n''connect'$'\n''ehlo'$'\n''starttls'$'\n''auth'$'\n''mail'$'\n''rcpt'$'\n''data'$'\n''end-of-data'$'\n''vrfy'$'\n''expn'$'\n''etrn'
        return
        ;;
    '--redact-key')
        return
        ;;
    '--max-memory')
        return
        ;;
    '--after')
        return
        ;;
    '--format')
        __bounces_add_completions -W 'list'$'\n''csv'$'\n''json'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __bounces_add_completions -f
        return
        ;;
    esac
}

_bounces_evidence() {
    repeating_flags=()
    non_repeating_flags=(--journal --redact --version -h --help)
    repeating_options=(--code --recipient --sender --host --log-host --cause --direction --stage)
    non_repeating_options=(--year --journal-directory --lang --rules --since --until --redact-key --max-memory)
    __bounces_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--year')
        return
        ;;
    '--journal-directory')
        __bounces_add_completions -d
        return
        ;;
    '--lang')
        __bounces_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--code')
        return
        ;;
    '--recipient')
        return
        ;;
    '--sender')
        return
        ;;
    '--host')
        return
        ;;
    '--log-host')
        return
        ;;
    '--cause')
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion evidence -- --cause "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    '--direction')
        __bounces_add_completions -W 'outbound'$'\n''inbound'
        return
        ;;
    '--stage')
        __bounces_add_completions -W 'banner'$'\n''connect'$'\n''ehlo'$'\n''starttls'$'\n''auth'$'\n''mail'$'\n''rcpt'$'\n''data'$'\n''end-of-data'$'\n''vrfy'$'\n''expn'$'\n''etrn'
        return
        ;;
    '--redact-key')
        return
        ;;
    '--max-memory')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion evidence -- positional@0 "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    *)
        __bounces_add_completions -f
        return
        ;;
    esac
}

_bounces_explain() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format --direction --stage --lang --rules)
    __bounces_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __bounces_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--direction')
        __bounces_add_completions -W 'outbound'$'\n''inbound'
        return
        ;;
    '--stage')
        __bounces_add_completions -W 'banner'$'\n''connect'$'\n''ehlo'$'\n''starttls'$'\n''auth'$'\n''mail'$'\n''rcpt'$'\n''data'$'\n''end-of-data'$'\n''vrfy'$'\n''expn'$'\n''etrn'
        return
        ;;
    '--lang')
        __bounces_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __bounces_add_completions -W "$(__bounces_custom_complete ---completion explain -- positional@0 "${COMP_CWORD}" "$(__bounces_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_bounces_compare() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format --lang)
    __bounces_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--format')
        __bounces_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--lang')
        __bounces_add_completions -W 'en'$'\n''es'
        return
        ;;
    esac
}

_bounces_codes() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format --check --lang --rules)
    __bounces_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __bounces_add_completions -W 'text'$'\n''json'$'\n''markdown'
        return
        ;;
    '--check')
        __bounces_add_completions -f
        return
        ;;
    '--lang')
        __bounces_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--rules')
        __bounces_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __bounces_add_completions -W 'all'$'\n''reply'$'\n''enhanced'$'\n''causes'
        return
        ;;
    esac
}

_bounces_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __bounces_offer_flags_options -1
}

complete -o filenames -F _bounces bounces
