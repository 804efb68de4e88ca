#!/bin/sh
# Checks the unit and the user's file; needs no installed rejoinder. Any complaint is a failure:
# systemd-analyze exits with 0 even for a key that it does not know.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed 's|=rejoinder |=/bin/true |' "$here/rejoinder.service" > "$work/rejoinder.service"
complaints=$(
    systemd-analyze verify --man=no "$work/rejoinder.service" 2>&1 || true
    systemd-sysusers --dry-run "$here/rejoinder.sysusers" >"$work/users" 2>&1 || cat "$work/users"
)
if [ -n "$complaints" ]; then
    echo "$complaints" >&2
    exit 1
fi
# Exposure from 0 to 10, times ten; what is left of it is the network.
status=0
systemd-analyze security --no-pager --offline=true --threshold=11 "$work/rejoinder.service" \
    > "$work/exposure" || status=$?
tail -n 1 "$work/exposure"
exit "$status"
