#!/usr/bin/env bash
# Measures an echo on ./chat local and on serverless-offline. See: bench/echo.sh --help
set -euo pipefail

BENCH=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$BENCH")
OUT=$BENCH/target
NODE_VERSION_MIN=20.19

usage() {
  cat <<'TEXT'
Measures an echo on ./chat local and on serverless-offline, in the same run.

Usage: bench/echo.sh [options]

  --rounds N         number of measurements per side (default 5)
  --seconds N        length of a measurement (default 5)
  --connections N,…  numbers of concurrent connections (default 1,16,64)
  --help             show this text

The command prints a table with messages per second, round trip (p50, p99) and, on Linux, the
server's CPU time per message, for each number of connections. The sides are ./chat local,
serverless-offline with its default (a worker thread per function), and serverless-offline
--useInProcess. Each is compared with ./chat local. Use an idle machine; the load average is
printed. Each connection has one message in flight. The measurement takes about five minutes; for
a quick run use --rounds 1 --seconds 2.

You need JDK 25, Node.js 20.19 or newer, and npm. The first run downloads serverless-offline (600
npm packages with the versions in bench/serverless-offline/package-lock.json). The servers' output
is in bench/target/*.log.
TEXT
}

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Exits unless a value is a whole number from 1 to 9999.
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
oldest=$(printf '%s\n' "$NODE_VERSION_MIN" "$version" | sort -V | head -n 1)
[[ $version =~ ^[0-9]+\. && $oldest == "$NODE_VERSION_MIN" ]] ||
  fail "Node.js $NODE_VERSION_MIN or newer is required; found: ${version:-none}. Install it from https://nodejs.org"
command -v npm >/dev/null || fail "npm is required; it comes with Node.js: https://nodejs.org"

# Prints the folder of the JDK; searches like ./chat.
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25*; do
    if [[ -x $candidate/bin/javac ]] && grep -q '^JAVA_VERSION="25[."]' "$candidate/release" 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  fail "JDK 25 not found. Set JAVA_HOME to its folder."
}

JAVA_HOME=$(find_jdk)
export JAVA_HOME
BENCH_JAVA=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")
export BENCH_JAVA

# Installs serverless-offline, unless the pinned versions are installed.
cd "$BENCH/serverless-offline"
if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  echo "Installing serverless-offline: a minute or two ..." >&2
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
fi

# Writes the template and jar, as `cdk synth` would.
mkdir -p "$OUT"
CLASS_PATH=$ROOT/local/target/classpath.txt
if [[ ! -e $CLASS_PATH ]]; then
  echo "Building ./chat local: a minute or two ..." >&2
  "$ROOT/mvnw" -f "$ROOT/pom.xml" -q -B -DskipTests package >"$OUT/build.log" 2>&1 ||
    fail "The build failed. Its output is in $OUT/build.log"
fi
rm -rf "$OUT/cdk.out" "$OUT/classes"
mkdir -p "$OUT/cdk.out" "$OUT/classes"
cp "$BENCH"/echo/*.json "$OUT/cdk.out"
"$JAVA_HOME/bin/javac" -d "$OUT/classes" -cp "$(<"$CLASS_PATH")" "$BENCH/echo/Echo.java"
"$JAVA_HOME/bin/jar" --create --file "$OUT/cdk.out/asset.echo.jar" -C "$OUT/classes" .

exec node "$BENCH/echo.mjs" \
  "{\"rounds\": $ROUNDS, \"seconds\": $SECONDS_EACH, \"connections\": [$CONNECTIONS]}"
