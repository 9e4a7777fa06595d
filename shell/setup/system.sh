#!/usr/bin/env bash
# Installs the system packages of a group ("run" or "test") that are not here yet, saying which and why.
set -euo pipefail
group=$1
here=$(cd "$(dirname "$0")" && pwd)

there() {
  local kind=${1%%:*} what=${1#*:}
  case $kind in
    cmd) command -v "$what" >/dev/null ;;
    file) [ -e "$what" ] ;;
    glob) compgen -G "$what" >/dev/null ;;
    lib) ldconfig -p 2>/dev/null | grep -q "$what" || /sbin/ldconfig -p | grep -q "$what" ;;
    python) case $what in
      venv) python3 -c 'import venv, ensurepip' 2>/dev/null ;;
      include) python3 -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_paths()["include"], "Python.h")))' ;;
    esac ;;
  esac
}

missing=()
while read -r its package sign why; do
  [[ -z $its || $its == \#* || $its != "$group" ]] && continue
  if ! there "$sign"; then
    echo "needs $package: $why"
    missing+=("$package")
  fi
done <"$here/packages.txt"

[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
  echo "This is not Debian or Ubuntu; install the equivalents of: ${missing[*]}" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Run as root: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "installing: ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
