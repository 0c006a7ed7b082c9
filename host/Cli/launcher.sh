#!/bin/sh
# Starts the `strat` that was built last, of the checkout in which this lies. The first generation is large enough (256 MiB,
# hexadecimal) that a session of one day is over before housekeeping could cause a collection; the runtime takes this setting from
# the environment only.
here=$(dirname "$(readlink -f "$0")")
: "${DOTNET_GCgen0size:=0x10000000}"
export DOTNET_GCgen0size
exec "$here/$(cat "$here/strat.target")" "$@"
