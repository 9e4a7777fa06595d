#!/usr/bin/env bash
# Makes the environment (first argument: its folder) and installs the project (second: ".", with extras) in it.
set -euo pipefail
venv=$1 what=$2
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Sayso needs Python 3.11 or newer; this is $(python3 --version)" >&2; exit 1; }
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
if [[ $what == *learn* ]] && ! "$venv/bin/python" -c 'import torch' 2>/dev/null; then
  # Plain "torch" can be a CUDA build of several gigabytes: this one is taken where it is offered as a CPU build.
  "$venv/bin/pip" install --disable-pip-version-check --progress-bar on torch==2.13.0
fi
"$venv/bin/pip" install --disable-pip-version-check -e "$what"
