#!/usr/bin/env bash
# Builds the wheel of the package with the program of a platform in it: this one, or that of
# GOOS and GOARCH.
#
#   python/build.sh dist
set -euo pipefail
mkdir -p "${1:?name the folder that the wheel goes to}"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"

case $(go env GOOS)/$(go env GOARCH) in
  linux/amd64) platform=manylinux_2_17_x86_64 ;;
  linux/arm64) platform=manylinux_2_17_aarch64 ;;
  darwin/amd64) platform=macosx_12_0_x86_64 ;;
  darwin/arm64) platform=macosx_12_0_arm64 ;;
  windows/amd64) platform=win_amd64 ;;
  *) echo "there is no wheel for $(go env GOOS)/$(go env GOARCH)" >&2; exit 1 ;;
esac

# What lies in a wheel is as old as the commit, so that the same commit gives the same wheel.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

tree=$(mktemp -d)
trap 'rm -r "$tree"' EXIT
mkdir "$tree/src" "$tree/src/leadscore"
cp pyproject.toml README.md ../LICENSE "$tree"
cp src/leadscore/*.py src/leadscore/py.typed "$tree/src/leadscore"
CGO_ENABLED=0 go build -C .. -trimpath -ldflags='-s -w -buildid=' -o "$tree/src/leadscore/program$(go env GOEXE)" .
"${PYTHON:-python3}" -m pip wheel --quiet --no-deps --wheel-dir "$out" \
  --config-settings="--build-option=--plat-name=$platform" "$tree"
