"""What stands in for the images of a registry, under their names: Debian's own tree and what packages give.

``debian:12-slim`` is debootstrap's smallest Debian 12 without documentation, as the real one; ``node`` and npm come
from npm, PostgreSQL is Debian's, begun by the variables of the real image; the store is moto, the S3 of the tests. All
of them know the certificates and the settings of pip of this machine, or nothing could be fetched in them.
"""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.runs.deb import note, run, time_step
from bench.runs.docker_host import Host, debootstrap

BASE, NODE, DATABASE, STORE = "debian:12-slim", "node:22-bookworm-slim", "postgres:16", "store"
_SLIM = """path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/man/*
path-exclude /usr/share/info/*
path-exclude /usr/share/locale/*
path-exclude /usr/share/lintian/*
"""
_OWN = ("/usr/local/share/ca-certificates", "/etc/pip.conf", "/etc/apt/sources.list.d/debian.sources")
"""What of this machine's own settings is handed in, where it has such."""
_NODE = f"""FROM {BASE}
COPY node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/node/bin/node ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/ \\
    && mv /usr/local/bin/npm-cli.js /usr/local/bin/npm \\
    && find /usr/local/share/ca-certificates -name '*.crt' -exec cat {{}} + >/usr/local/share/own.pem
ENV NODE_EXTRA_CA_CERTS=/usr/local/share/own.pem
"""
_DATABASE = f"""FROM {BASE}
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
COPY --chmod=755 begin.sh /usr/local/bin/
STOPSIGNAL SIGINT
ENTRYPOINT ["begin.sh"]
"""
# As the real one: the register is made while only the socket is listened to.
_BEGIN = """#!/bin/sh
set -e
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH PGDATA=/var/lib/postgresql/data
export PATH PGDATA
[ "$(id -u)" != 0 ] || {
    install -d -o postgres -g postgres -m 700 "$PGDATA"
    install -d -o postgres -g postgres /var/run/postgresql
    exec setpriv --reuid postgres --regid postgres --init-groups "$0"
}
[ -s "$PGDATA/PG_VERSION" ] || {
    (umask 077; printf %s "$POSTGRES_PASSWORD" >/tmp/password)
    initdb -U "$POSTGRES_USER" --pwfile /tmp/password -A scram-sha-256 -E UTF8 --locale C.UTF-8 >/dev/null
    rm /tmp/password
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl -s -w -o "-c listen_addresses=" start
    PGPASSWORD=$POSTGRES_PASSWORD createdb -U "$POSTGRES_USER" "${POSTGRES_DB:-$POSTGRES_USER}"
    pg_ctl -s -w stop
}
exec postgres -c listen_addresses='*'
"""
_STORE = f"""FROM {BASE}
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends ca-certificates python3-venv
RUN python3 -m venv /opt/store && /opt/store/bin/pip install -qq --no-cache-dir --no-compile "moto[server]"
ENTRYPOINT ["/opt/store/bin/moto_server", "-H", "0.0.0.0", "-p", "9000"]
"""


def make_images(host: Host, work: Path) -> None:
    """The stand-ins, in the Docker of ``host``."""
    time_step(f"{BASE} (debootstrap)", lambda: _import_base(host, work / "base"))
    time_step(f"{NODE} (npm)", lambda: _build_node(host))
    with ThreadPoolExecutor() as both:
        files = {DATABASE: {"Dockerfile": _DATABASE, "begin.sh": _BEGIN}, STORE: {"Dockerfile": _STORE}}
        ends = [both.submit(_build, host, image, told) for image, told in files.items()]
        time_step(f"{DATABASE} (apt), {STORE} (moto)", lambda: [end.result() for end in ends])
    note(f"размер {BASE}", size(host, BASE))


def size(host: Host, image: str) -> str:
    """Of ``image``, in megabytes."""
    return f"{int(host('docker', 'image', 'inspect', '-f', '{{.Size}}', image)) / 1e6:.0f} МБ"


def _import_base(host: Host, tree: Path) -> None:
    debootstrap(tree, "bookworm")
    (tree / "etc/dpkg/dpkg.cfg.d/docker").write_text(_SLIM, "ascii")
    (tree / "etc/apt/apt.conf.d/docker-clean").write_text(
        'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb"; };\n'
        'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\n',
        "ascii",
    )
    for folder in ("man", "info", "locale", "lintian"):
        shutil.rmtree(tree / "usr/share" / folder, ignore_errors=True)
    run("find", f"{tree}/usr/share/doc", "-type", "f", "!", "-name", "copyright", "-delete")
    run("find", f"{tree}/var/lib/apt/lists", f"{tree}/var/cache/apt/archives", "-type", "f", "-delete")
    for own in map(Path, _OWN):
        there = tree / own.relative_to("/")
        there.parent.mkdir(parents=True, exist_ok=True)
        if own.is_dir():
            shutil.copytree(own, there, dirs_exist_ok=True)
        elif own.is_file():
            shutil.copy(own, there)
    if (tree / "etc/apt/sources.list.d/debian.sources").is_file():
        (tree / "etc/apt/sources.list").unlink(missing_ok=True)
    run("tar", "-C", str(tree), "-cf", f"{host.tree}/root/base.tar", ".")
    host("docker", "import", "-c", 'CMD ["bash"]', "base.tar", BASE)
    (host.tree / "root/base.tar").unlink()


def _build_node(host: Host) -> None:
    folder = host.tree / "root" / "node"
    run("npm", "install", "--loglevel=error", "--no-save", "--prefix", str(folder), "node@22", "npm@10")
    _build(host, NODE, {"Dockerfile": _NODE}, folder)


def _build(host: Host, image: str, files: dict[str, str], folder: Path | None = None) -> None:
    folder = folder or host.tree / "root" / image.partition(":")[0]
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    host("docker", "build", "-q", "-t", image, folder.name)
