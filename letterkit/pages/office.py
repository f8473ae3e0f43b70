"""LibreOffice as installed, and the profile folder it is given: nothing asked, nothing fetched, nothing run.

Two entries are for speed. A profile that does not know which version last used it makes LibreOffice draw its set of
test pictures at every start, and one without the build id of its extensions makes it start twice: a letter in a new
profile takes 0.23 s with them and 0.9 s without (LibreOffice 7.4, two cores).
"""

import hashlib
import os
import re
import shutil
from pathlib import Path

from letterkit.core.errors import ToolMissing

# LibreOffice lives for seconds and takes and gives back millions of small pieces of memory: nothing is returned to the
# system before it ends, and pages are large. 100 joined letters then take 1.2 s of processor time, without it 1.6 s.
# Other systems than GNU do not look at this variable, other versions pass over what they do not know.
_TUNED = {"tcache_count": 65_535, "trim_threshold": 1 << 30, "top_pad": 1 << 26, "hugetlb": 1}
MEMORY = {"GLIBC_TUNABLES": ":".join(f"glibc.malloc.{name}={value}" for name, value in _TUNED.items())}
"""Environment variables for LibreOffice."""

_NAMES = ("soffice", "libreoffice")
_SOCKET_FOLDERS = (Path("/tmp"), Path("/var/tmp"))

# (path, property, value); LinkUpdateModes.NEVER is 0 in Writer, LM_NEVER is 1 in Calc.
_SETTINGS = (
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.9"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("/org.openoffice.Office.Common/Misc", "CrashReport", "false"),
    ("/org.openoffice.Office.Common/Misc", "UseOpenCL", "false"),
    ("/org.openoffice.Office.Common/VCL", "UseSkia", "false"),
    ("/org.openoffice.Office.Common/Save/Document", "LoadPrinter", "false"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_XCU = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'


def find(given: str | None = None) -> str:
    """The program to start: ``given`` (a path or a name), else the one on PATH.

    Raises ToolMissing ``libreoffice.missing`` (``looked_for``).
    """
    for name in (given,) if given else _NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise ToolMissing("libreoffice.missing", looked_for=given or _NAMES[0])


def prepare_profile(folder: Path, program: str) -> None:
    """Writes a fresh user profile for ``program`` into ``folder``."""
    shutil.rmtree(folder, ignore_errors=True)
    user = folder / "user"
    user.mkdir(parents=True)
    settings = list(_SETTINGS)
    build_id = _build_id(program)
    if build_id:
        settings.append(("/org.openoffice.Setup/Office", "LastCompatibilityCheckID", build_id))
        (user / "extensions").mkdir()
        (user / "extensions" / "buildid").write_text(build_id, encoding="ascii")
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in settings)
    (user / "registrymodifications.xcu").write_text(_XCU.format(items=items), encoding="utf-8")


def remove_sockets(folder: Path) -> None:
    """Removes what a killed LibreOffice with the profile ``folder`` leaves in the common temporary folders."""
    for path in socket_of(folder):
        if os.path.lexists(path):  # where nothing may be written nothing is left, but taking it away is an error
            path.unlink(missing_ok=True)


def socket_of(folder: Path) -> tuple[Path, ...]:
    """Where the socket of a LibreOffice with the profile ``folder`` can be.

    Its name ends with the MD5 of the profile's address in UTF-16, bytes in hex without leading zeros.
    """
    digest = hashlib.md5(folder.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)
    return tuple(place / name for place in _SOCKET_FOLDERS)


def _build_id(program: str) -> str | None:
    """``40(Build:2)`` or the like, as the installation states it; None where it cannot be read."""
    try:
        text = (Path(program).resolve().parent / "versionrc").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = re.search(r"^buildid=([\w.:() -]+)$", text, re.IGNORECASE | re.ASCII | re.MULTILINE)
    return found[1].strip() if found else None
