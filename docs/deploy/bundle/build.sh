#!/bin/sh
# One file for a machine without a network: build.sh WHEELS OUT, run by make bundle from the root of the repository.
set -eu
wheels=$1 out=$(realpath "$2") deploy=docs/deploy
version=$(ls "$wheels"/letterkit-*.whl | sed 's/.*letterkit-\([^-]*\)-.*/\1/')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name="letterkit-$version-offline"
mkdir -p "$work/$name/wheels" "$work/$name/pip" "$out"
cp "$wheels"/*.whl "$work/$name/wheels"
"$PYTHON" -m pip download -qq --disable-pip-version-check --no-deps -d "$work/$name/pip" \
    "pip==$("$PYTHON" -c 'import pip; print(pip.__version__)')"
"$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])' >"$work/$name/python-version"
cp $deploy/bundle/install.sh $deploy/bundle/debian-packages.txt docs/guide/deploy.md "$work/$name"
cp -r $deploy/systemd $deploy/nginx $deploy/caddy "$work/$name"
(cd "$work/$name" && find . -type f ! -name SHA256SUMS | sort | xargs -d '\n' sha256sum >SHA256SUMS)
tar -C "$work" --sort=name --owner=0 --group=0 -cf "$out/$name.tar" "$name"
ls "$out/$name.tar"
