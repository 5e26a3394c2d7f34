#!/bin/sh
# The main job, end to end and offline: raw articles, an evaluation set, two systems' scores, a verdict, a report.
# usage: demo.sh TERTIUM FOLDER
set -eu
tertium=$1 folder=$2 here=$(dirname "$0")

run() {
    printf '\n$ tertium %s\n' "$*"
    "$tertium" "$@"
}

rm -rf "$folder"
run build "$here/articles" --from en --to de --role reference --called human -o "$folder/news-en-de"
run score "$folder/news-en-de" --system northwind="$here/outputs/northwind.txt" \
    --system southwind="$here/outputs/southwind.txt" -m bleu -m chrf -m ter -m length -m numbers -m quotes \
    -o "$folder/run" --quiet
run compare "$folder/run" --baseline northwind
run gate "$folder/run" --system southwind --baseline "$folder/run" --baseline-system northwind \
    --policy "$here/policy.toml" || echo "(exit code $?: southwind is not released)"
run report "$folder/run" --format html -o "$folder/report.html"
run report "$folder/run"
printf '\nThe page about this run: %s/report.html\n' "$folder"
