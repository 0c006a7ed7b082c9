# Sourced by samples/demo and tests/run: what a fresh Debian machine lacks is installed here, and said.

# The .NET command line needs no ICU library with this, and nothing here depends on a culture.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# One compiler for all projects of a build, wherever a machine says otherwise: without it each starts its own.
export UseSharedCompilation=true

if ! command -v dotnet >/dev/null; then
  echo "error: the .NET SDK (10.0) is not on the PATH" >&2
  echo "hint: https://dotnet.microsoft.com/download, then put its folder on the PATH" >&2
  exit 2
fi

# need COMMAND PACKAGE: installs a Debian package when its command is missing.
need() {
  command -v "$1" >/dev/null && return
  echo "installing the Debian package $2 (for $1)" >&2
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  { $sudo apt-get update -qq && $sudo apt-get install -y -qq "$2"; } >&2 || {
    echo "error: $2 could not be installed" >&2
    echo "hint: install it by hand: apt-get install $2" >&2
    exit 2
  }
}

need git git
need cmake cmake
need make make
need g++ g++
need gcc gcc
need setpriv util-linux
