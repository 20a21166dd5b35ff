#!/bin/sh
# Verifies an export of the chain of records with OpenSSL and the tools of any Unix, without Bilik: docs/audit.md tells how.
#   sh verify.sh [folder of the export] [certificates of the authority for time, PEM]
set -eu
export LC_ALL=C
authority=${2:-}
case $authority in /* | '') ;; *) authority=$PWD/$authority ;; esac
cd "${1:-.}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
broken() {
    echo "BROKEN: $*"
    exit 1
}

# 1. Each line holds the SHA-256 of the line before it, and the positions are without gaps.
mkdir "$work/lines"
[ -s entries.jsonl ] && split -l 1 -a 8 entries.jsonl "$work/lines/"
find "$work/lines" -type f | sort | xargs -r openssl dgst -sha256 -r | cut -d' ' -f1 > "$work/hashes"
sed -n 's/^{"position":\([0-9]*\),.*"previous":"\([0-9a-f]\{64\}\)"}$/\1 \2/p' entries.jsonl > "$work/previous"
[ "$(wc -l < "$work/hashes")" -eq "$(wc -l < "$work/previous")" ] || broken "a line of entries.jsonl is no entry"
paste -d' ' "$work/hashes" "$work/previous" | awk '
    NR == 1 { print $2 - 1, $3 }
    NR > 1 && $2 != position + 1 { print "entry " position + 1 " is missing, or stands elsewhere" > "/dev/stderr"; exit 1 }
    NR > 1 && $3 != hash { print "entry " position " was changed, or entry " $2 " was" > "/dev/stderr"; exit 1 }
    { position = $2; hash = $1; print position, hash }' > "$work/chain" 2> "$work/why" || broken "$(cat "$work/why")"

# 2. Each seal names an entry with its hash and the seal before it, and is signed by one of certificates.pem.
before='' seals=0 sealed=0
for seal in seals/*.json; do
    [ -e "$seal" ] || break
    number=$(sed -n 's/^{"seal":\([0-9]*\),.*/\1/p' "$seal")
    position=$(sed -n 's/.*"position":\([0-9]*\),.*/\1/p' "$seal")
    hash=$(sed -n 's/.*"hash":"\([0-9a-f]*\)".*/\1/p' "$seal")
    previous=$(sed -n 's/.*"previous":"\([0-9a-f]*\)".*/\1/p' "$seal")
    [ -z "$before" ] || [ "$before" = "$previous" ] || broken "seal $number does not follow the seal before it"
    found=$(awk -v at="$position" '$1 == at { print $2 }' "$work/chain")
    [ ! -s "$work/chain" ] || [ "$found" = "$hash" ] || broken "seal $number was made over another entry $position"
    signature=${seal%.json}.p7s
    [ -e "$signature" ] || broken "seal $number is not signed"
    openssl cms -verify -binary -inform DER -in "$signature" -content "$seal" -CAfile certificates.pem -partial_chain \
        -no_check_time -purpose any -out /dev/null 2> "$work/why" || broken "the signature of seal $number: $(cat "$work/why")"
    stamp=${seal%.json}.tst
    if [ -n "$authority" ]; then
        [ -e "$stamp" ] || broken "seal $number has no time stamp"
        openssl ts -verify -token_in -in "$stamp" -data "$seal" -CAfile "$authority" > "$work/why" 2>&1 \
            || broken "the time stamp of seal $number: $(cat "$work/why")"
    fi
    before=$(openssl dgst -sha256 -r "$seal" | cut -d' ' -f1)
    seals=$((seals + 1)) sealed=$position
done

last=$(tail -n 1 "$work/chain" | cut -d' ' -f1)
echo "WHOLE: $(wc -l < "$work/hashes") entries up to entry ${last:-0}, $seals seals; sealed up to entry $sealed."
echo "Compare with what the authorised body has published:"
awk -v file="$work/certificate" '/BEGIN/ { n++ } { print > (file n) }' certificates.pem
for certificate in "$work"/certificate*; do
    openssl x509 -in "$certificate" -noout -subject -fingerprint -sha256
done
