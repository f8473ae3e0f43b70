#!/bin/sh
# The .deb of letterkit for this release of Debian: build.sh WHEELS OUT, run by make deb from the root of the repository.
# WHEELS holds letterkit's own wheel and those of all its packages.
set -eu
wheels=$1 out=$(realpath "$2") deploy=docs/deploy
for tool in dpkg-buildpackage dh; do
    command -v $tool >/dev/null 2>&1 || { echo "Нет $tool: установите debhelper и повторите."; exit 3; }
done
version=$(ls "$wheels"/letterkit-*.whl | sed 's/.*letterkit-\([^-]*\)-.*/\1/')
python=$(/usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
next=$(/usr/bin/python3 -c 'import sys; print("%d.%d" % (sys.version_info[0], sys.version_info[1] + 1))')
[ "$python" = "$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')" ] \
    || { echo "Окружение .venv не на Python системы ($python): создайте его заново, make clean setup PYTHON=/usr/bin/python3."; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source="$work/letterkit-$version"
mkdir -p "$source/examples"
cp -r $deploy/debian "$source/debian"
cp -r $deploy/systemd "$source/systemd"
cp -r $deploy/nginx $deploy/caddy $deploy/docker $deploy/alerts.yml $deploy/prometheus.yml $deploy/grafana.json "$source/examples"
cp -rL "$wheels" "$source/wheels"
cd "$source/debian"
mv letterkit letterkit.env ..
rm build.sh
revision=$(unzip -Z1 ../wheels/letterkit-*.whl | sed -n 's|letterkit/store/migrations/versions/\([0-9]*\)_.*|\1|p' | sort | tail -1)
sed "s/@PYTHON@/$python/; s/@NEXT@/$next/" control.in >control
sed -i "s/@REVISION@/$revision/; s/@VERSION@/${DEB_VERSION:-$version}/" letterkit.preinst
rm control.in
cat >changelog <<END
letterkit (${DEB_VERSION:-$version}) unstable; urgency=medium

  * What has changed for users: CHANGELOG.md of the source.

 -- letterkit <letterkit@localhost.localdomain>  $(date -R)
END
cd ..
PIP="$PYTHON -m pip" dpkg-buildpackage -us -uc -b -d >"$work/log" 2>&1 || { tail -n 30 "$work/log"; exit 1; }
mkdir -p "$out"
cp "$work"/letterkit_*.deb "$out"
ls "$out"/letterkit_*.deb
