#!/bin/bash
# Fuzzes what reads bytes from outside. Fuzz/run.sh [SECONDS EACH] [TARGET...]
# Findings are left in .build/fuzz/TARGET; the corpus that grows there is kept between runs.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
targets=("$@")
(( ${#targets[@]} )) || targets=(xml json dates encodings html)
build=.build/fuzz
mkdir -p "$build"
# Otherwise the crash reporter stays behind and holds the pipe.
export SWIFT_BACKTRACE=enable=no
flags=(-O -whole-module-optimization -parse-as-library -swift-version 6 -package-name rejoinder
    -enable-upcoming-feature MemberImportVisibility "-sanitize=fuzzer,address" -I "$build")
module() {  # NAME SOURCE...
    local name=$1
    shift
    swiftc "${flags[@]}" -module-name "$name" -emit-module \
        -emit-module-path "$build/$name.swiftmodule" -c "$@" -o "$build/$name.o"
}
module Markup Sources/Markup/*.swift
# The languages, which only C can embed; the compiler beside swiftc knows how.
"$(dirname "$(readlink -f "$(command -v swiftc)")")/clang" -c Sources/CLanguages/languages.c \
    -I Sources/CLanguages/include -o "$build/CLanguages.o"
flags+=(-I Sources/CLanguages/include)
module LanguageFiles Sources/LanguageFiles/*.swift
sources=$(find Sources/Rejoinder/{Support,Text,Model,Parse} -name '*.swift' \
    ! -name 'EntryIdentity.swift')  # it needs libcrypto, and reads no bytes
# shellcheck disable=SC2086
module Rejoinder $sources
status=0
for target in "${targets[@]}"; do
    case $target in
    xml) file=FuzzXML ;;
    json) file=FuzzJSON ;;
    dates) file=FuzzDates ;;
    encodings) file=FuzzEncodings ;;
    html) file=FuzzHTML ;;
    *) echo "no such target: $target" >&2; exit 2 ;;
    esac
    swiftc "${flags[@]}" -module-name "$file" "Fuzz/$file.swift" "$build/Markup.o" \
        "$build/CLanguages.o" "$build/LanguageFiles.o" "$build/Rejoinder.o" -o "$build/$file" \
        2> >(grep -v 'ld.gold: warning' >&2 || true)
    mkdir -p "$build/$target"
    options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
        -artifact_prefix="$build/$target-")
    [[ $target == dates ]] && options+=(-max_len=120)
    echo "== $target"
    "$build/$file" "${options[@]}" "$build/$target" "Fuzz/corpus/$target" 2>"$build/$target.log" ||
        status=1
    grep -E 'stat::number_of_executed_units|stat::peak_rss|ERROR|SUMMARY|fatal' "$build/$target.log" ||
        true
done
exit $status
