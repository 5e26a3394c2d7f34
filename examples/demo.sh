#!/bin/sh
# The main job, end to end and offline: raw articles, an evaluation set, two systems' scores, a report.
# usage: demo.sh TERTIUM FOLDER
set -eu
tertium=$1 folder=$2 here=$(dirname "$0")

run() {
    printf '\n$ tertium %s\n' "$*"
    "$tertium" "$@"
}

rm -rf "$folder"
run build "$here/articles" --from en --to de --role reference -o "$folder/news-en-de"
run score "$folder/news-en-de" --system northwind="$here/outputs/northwind.txt" --system southwind="$here/outputs/southwind.txt" \
    -m bleu -m chrf -m ter -m length -o "$folder/run" --quiet
run report "$folder/run"
