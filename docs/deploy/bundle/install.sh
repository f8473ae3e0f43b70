#!/bin/sh
# Ставит letterkit из этого набора, без сети и без прав root: install.sh [ПАПКА], по умолчанию /opt/letterkit.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=${1:-/opt/letterkit}
python=${PYTHON:-python3}
wanted=$(cat "$here/python-version")
found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') || { echo "Нет Python $wanted: установите python3."; exit 3; }
[ "$found" = "$wanted" ] || { echo "Набор собран для Python $wanted, а $python – $found. Укажите другой: PYTHON=путь $0"; exit 3; }
(cd "$here" && sha256sum --check --quiet SHA256SUMS) || { echo "Набор повреждён: скопируйте его ещё раз."; exit 2; }
# A new folder takes the place of the old one at once: an install that fails half way leaves the old one as it was.
new="$folder.new"
rm -rf "$new"
"$python" -m venv --without-pip "$new"
PYTHONPATH=$(echo "$here"/pip/*.whl) "$new/bin/python" -m pip install -qq --disable-pip-version-check \
    --no-index --no-deps --no-warn-script-location "$here"/wheels/*.whl
# Its command names the folder that it will lie in.
printf '#!/bin/sh\nexec "%s/bin/python" -m letterkit.cli "$@"\n' "$folder" >"$new/bin/letterkit"
chmod 755 "$new/bin/letterkit"
rm -rf "$folder.old"
[ ! -e "$folder" ] || mv "$folder" "$folder.old"
mv "$new" "$folder"
rm -rf "$folder.old"
echo "Установлено: $("$folder/bin/letterkit" --version), $folder/bin/letterkit"
command -v soffice >/dev/null 2>&1 || echo "Нет LibreOffice: пакеты Debian названы в $here/debian-packages.txt"
echo "Дальше – $here/deploy.md. Данные храните вне $folder: LETTERKIT_DATA=папка"
