#!/bin/bash
# A real `systemd --user` for tests, also where systemd is not process 1. Started by tests/user_systemd.py, as root:
#   unshare --mount --pid --fork --kill-child --mount-proc user-systemd.sh prepare FOLDER
# It lives, as user 1000 without any privilege, until its standard input ends.
set -eu
if [ "$1" = prepare ]; then
  folder=$2
  for tree in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
    [ -e "$tree/cgroup.procs" ] || continue
    mkdir -p "$tree/$(basename "$folder")"
    echo $$ >"$tree/$(basename "$folder")/cgroup.procs"
  done
  # As on a booted machine: /run is a mount, systemd's folder in it says that it runs, the user's runtime folder is a file system.
  mount --bind /run /run
  mount -t tmpfs -o mode=755 tmpfs /run/systemd
  mkdir -p /run/systemd/system /run/user
  mount -t tmpfs -o mode=755 tmpfs /run/user
  mkdir -m 700 /run/user/1000
  mkdir -p "$folder/home"
  exec unshare --user --map-user=1000 --map-group=1000 -- bash "$0" live "$folder"
fi
# XDG_DATA_HOME: the session bus looks up the home folder of its user by name, which is another one here.
exec env -i PATH="$PATH" LANG=C.UTF-8 HOME="$2/home" XDG_DATA_HOME="$2/home/.local/share" XDG_RUNTIME_DIR=/run/user/1000 bash -c '
  /lib/systemd/systemd --user --log-target=console >"$1/manager.log" 2>&1 </dev/null &
  manager=$!
  until systemctl --user is-system-running 2>/dev/null | grep -qE "running|degraded"; do
    kill -0 $manager || exit 1
    sleep 0.05
  done
  echo up
  cat >/dev/null
  systemctl --user exit || true
  wait
' live "$2"
