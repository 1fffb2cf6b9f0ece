#!/usr/bin/env bash
# Echo through ./chat local and through serverless-offline. See: bench/echo.sh --help
set -euo pipefail

BENCH=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$BENCH")
OUT=$BENCH/target
NODE_VERSION_MIN=20

usage() {
  cat <<'TEXT'
Measures an echo through ./chat local and through serverless-offline, in the same run.

Usage: bench/echo.sh [options]

  --rounds N         how often each side is measured (default 5)
  --seconds N        how long each time (default 5)
  --connections N,…  connections at a time (default 1,16,64)
  --help             this text

Prints a table: messages per second and round trip (p50, p99) at each number of connections, of
./chat local, of serverless-offline as it comes (a worker thread per function) and with
--useInProcess, the server's CPU time per message (on Linux), and how many times better ./chat
local is. Use a quiet machine: the load average is printed. Each connection has one message in
flight. The default takes about five minutes; a short look: --rounds 1 --seconds 2.

Needs JDK 25, Node.js 20 or later and npm; the first run downloads serverless-offline (600 npm
packages, versions in bench/serverless-offline/package-lock.json). What the servers said is in
bench/target/*.log.
TEXT
}

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# A whole number greater than zero, or the end.
positive() {
  [[ $2 =~ ^[1-9][0-9]{0,3}$ ]] || fail "$1 must be a number from 1 to 9999, not: $2" "See: bench/echo.sh --help"
}

ROUNDS=5 SECONDS_EACH=5 CONNECTIONS=1,16,64
while (($# > 0)); do
  case $1 in
    --help | -h)
      usage
      exit
      ;;
    --rounds | --seconds | --connections) (($# > 1)) || fail "$1 needs a value" "See: bench/echo.sh --help" ;;&
    --rounds)
      positive "$1" "$2"
      ROUNDS=$2
      ;;
    --seconds)
      positive "$1" "$2"
      SECONDS_EACH=$2
      ;;
    --connections)
      IFS=, read -ra counts <<<"$2"
      for count in "${counts[@]:-}"; do positive "$1" "$count"; done
      CONNECTIONS=$2
      ;;
    *) fail "unknown option: $1" "See: bench/echo.sh --help" ;;
  esac
  shift 2
done

version=$(node --version 2>/dev/null || true)
version=${version#v}
[[ ${version%%.*} =~ ^[0-9]+$ ]] && ((${version%%.*} >= NODE_VERSION_MIN)) ||
  fail "Node.js $NODE_VERSION_MIN or later is needed; found: ${version:-none}. Install it from https://nodejs.org"
command -v npm >/dev/null || fail "npm is needed. It comes with Node.js: https://nodejs.org"

# Prints the folder of the JDK, looked for as ./chat does.
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25*; do
    if [[ -x $candidate/bin/javac ]] && grep -q '^JAVA_VERSION="25[."]' "$candidate/release" 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  fail "JDK 25 is needed and was not found. Let JAVA_HOME name the folder it is in."
}

JAVA_HOME=$(find_jdk)
export JAVA_HOME
BENCH_JAVA=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")
export BENCH_JAVA

# Installs the other side, if that was not done with these versions.
cd "$BENCH/serverless-offline"
if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  echo "installing serverless-offline, a minute or two ..." >&2
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
fi

# Builds this side's template and jar: what `cdk synth` would write.
mkdir -p "$OUT"
CLASS_PATH=$ROOT/local/target/classpath.txt
if [[ ! -e $CLASS_PATH ]]; then
  echo "building ./chat local, a minute or two ..." >&2
  "$ROOT/mvnw" -f "$ROOT/pom.xml" -q -B -DskipTests package >"$OUT/build.log" 2>&1 ||
    fail "The build failed. What it said is in $OUT/build.log"
fi
rm -rf "$OUT/cdk.out" "$OUT/classes"
mkdir -p "$OUT/cdk.out" "$OUT/classes"
cp "$BENCH"/echo/*.json "$OUT/cdk.out"
"$JAVA_HOME/bin/javac" -d "$OUT/classes" -cp "$(<"$CLASS_PATH")" "$BENCH/echo/Echo.java"
"$JAVA_HOME/bin/jar" --create --file "$OUT/cdk.out/asset.echo.jar" -C "$OUT/classes" .

exec node "$BENCH/echo.mjs" \
  "{\"rounds\": $ROUNDS, \"seconds\": $SECONDS_EACH, \"connections\": [$CONNECTIONS]}"
