# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# How build-aux/run serves a window to a web browser, by GTK's Broadway. To be sourced, after build-aux/common.sh.

served=
server=

# is_taken PORT: whether somebody answers there
is_taken ()
{
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# socket_of NUMBER: by which the program finds the server with that number
socket_of ()
{
  printf '%s/broadway%d.socket\n' "${XDG_RUNTIME_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}}" $(($1 + 1))
}

# start_server NUMBER: starts a server on port 8080 + NUMBER; fails when another program has the port or the number
start_server ()
{
  local port=$((8080 + $1))

  if is_taken "$port" || [ -e "$(socket_of "$1")" ]; then
    return 1
  fi
  # In a group of its own: Ctrl+C is for this script, which ends the program first.
  setsid gtk4-broadwayd --address=127.0.0.1 --port="$port" ":$1" >/dev/null 2>&1 &
  server=$!
  until is_taken "$port" && [ -S "$(socket_of "$1")" ]; do
    kill -0 "$server" 2>/dev/null || return 1
    sleep 0.1
  done
}

# shellcheck disable=SC2317  # called by the traps
stop_serving ()
{
  trap - EXIT
  if [ -n "$served" ] && kill "$served" 2>/dev/null; then
    wait "$served"
  fi
  if [ -n "$server" ] && kill "$server" 2>/dev/null; then
    wait "$server"
    rm -f "$(socket_of "$number")"
  fi
  exit "$1"
}

# serve_to_browser COMMAND…: until it ends, or until Ctrl+C
serve_to_browser ()
{
  local number status

  trap 'stop_serving $?' EXIT
  trap 'stop_serving 130' INT
  trap 'stop_serving 143' TERM HUP

  for ((number = 0; number < 100; number++)); do
    start_server "$number" && break
  done
  if [ "$number" = 100 ]; then
    complain "No port from 8080 to 8179 on 127.0.0.1 is free; is gtk4-broadwayd installed?"
    return 1
  fi

  say "There is no display here, so a web browser shows the window: http://127.0.0.1:$((8080 + number))/"
  say "From another machine: ssh -L $((8080 + number)):127.0.0.1:$((8080 + number)) THIS-MACHINE, then the same address there."
  say "Ctrl+C ends Galley."
  # No accessibility bus: what a browser shows, its own screen reader reads.
  GDK_BACKEND=broadway BROADWAY_DISPLAY=:$number GTK_A11Y=none "$@" &
  served=$!
  wait "$served"
  status=$?
  served=
  return "$status"
}
