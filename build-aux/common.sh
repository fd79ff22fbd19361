# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What build-aux/check and build-aux/run share: installing what is missing, and configuring a build folder.
# To be sourced with the source folder as working directory.

say ()
{
  printf '== %s\n' "$*"
}

complain ()
{
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# packages_in SECTION…: the packages of those sections of build-aux/packages
packages_in ()
{
  awk -v wanted=" $* " '
    /^#/ || NF == 0 { next }
    /^\[/           { section = substr ($1, 2, length ($1) - 2); next }
    index (wanted, " " section " ") { print $1 }
  ' build-aux/packages
}

# missing_packages PACKAGE…: those that are not installed. Asks dpkg's own database only, so it is instant and needs no network.
missing_packages ()
{
  local installed package

  installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
  for package in "$@"; do
    grep --quiet --line-regexp --fixed-strings -- "$package" <<<"$installed" || printf '%s\n' "$package"
  done
}

# may_be_root: whether as_root can work; sudo may ask for the password here
may_be_root ()
{
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo --validate; }
}

# as_root COMMAND…
as_root ()
{
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# apt COMMAND…: apt-get without questions, and without its chatter unless it fails
apt ()
{
  local log status

  log=$(mktemp)
  as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 --yes -o Dpkg::Use-Pty=0 "$@" >"$log" 2>&1
  status=$?
  [ "$status" = 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# install_packages PACKAGE…
#
# Debian's server package makes a system-wide cluster "main" and starts it as soon as it is installed. Galley runs servers of its
# own and has no use for that one: it would only take memory and a port on somebody's machine. postgresql-common decides by
# createcluster.conf, so it is installed first, told to make no cluster while the rest is installed, and then gets its file
# back as it was. A machine that has postgresql-common already is left alone: there the administrator has decided.
install_packages ()
{
  local conf=/etc/postgresql-common/createcluster.conf
  local saved=

  apt update || complain "The package lists could not be brought up to date; trying with those that are here."
  if [ -n "$(missing_packages postgresql-common)" ]; then
    apt install --no-install-recommends postgresql-common || return 1
    saved=$(mktemp)
    cat "$conf" >"$saved"
    as_root sed -i '$ a create_main_cluster = false' "$conf" || return 1
  fi

  apt install --no-install-recommends "$@"
  local status=$?

  if [ -n "$saved" ]; then
    as_root cp "$saved" "$conf"
    rm -f "$saved"
  fi
  return "$status"
}

# require_packages SECTION…: installs what is missing of those sections, or says what to do
require_packages ()
{
  local missing

  if ! command -v dpkg-query >/dev/null; then
    complain "This is not a Debian system, so nothing is installed here; build-aux/packages lists what is needed."
    return 0
  fi

  # Package names have no blanks: splitting the lists into words is meant.
  # shellcheck disable=SC2046
  missing=$(missing_packages $(packages_in "$@"))
  [ -n "$missing" ] || return 0

  say "Installing $(tr '\n' ' ' <<<"$missing")"
  if ! may_be_root; then
    complain "These Debian packages are missing, and neither are you root nor may you use sudo. As root, run:"
    complain "  apt-get install --no-install-recommends $(tr '\n' ' ' <<<"$missing")"
    return 1
  fi
  # shellcheck disable=SC2086
  install_packages $missing || { complain "The packages could not be installed. Is there a network, and is no other apt running?"; return 1; }
}

# build_folder NAME: where to build. Inside the source folder; where that cannot be written (the checkout or an earlier build
# belongs to somebody else), in this user's cache.
build_folder ()
{
  local cache=${XDG_CACHE_HOME:-~/.cache}

  if [ -d "$1" ] && [ -O "$1" ] || { [ ! -e "$1" ] && [ -w . ]; }; then
    printf '%s/%s\n' "$PWD" "$1"
  else
    printf '%s/galley/build-%s/%s\n' "$cache" "$(sha256sum <<<"$PWD" | head -c 12)" "$1"
  fi
}

# run_meson_setup FOLDER OPTION…: meson setup, whose long report is shown only when it fails
run_meson_setup ()
{
  local report

  report=$(meson setup "$@" 2>&1) || { printf '%s\n' "$report" >&2; return 1; }
}

# configure FOLDER OPTION…: makes the build folder, or gives these options to one that is there already
configure ()
{
  local folder=$1
  shift

  if [ -e "$folder/build.ninja" ]; then
    run_meson_setup --reconfigure "$folder" . "$@"
  else
    # What an interrupted set-up left cannot be configured again.
    rm -rf "$folder"
    mkdir -p "$folder"
    run_meson_setup "$folder" . "$@"
  fi
}
