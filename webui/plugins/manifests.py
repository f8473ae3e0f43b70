"""How office programs are told of the panel: Word by a manifest, Р7-Офис by a config, with its address in each."""

from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import json

from letterkit import __version__

NAME = "letterkit"
ABOUT = "Замечания к письму по пунктам Порядка: щелчок ведёт к месту, исправление ставится одной кнопкой."
ONLYOFFICE_GUID = "asc.{7A1C3E52-5B7E-4B6B-9D52-6C1E0F5A9B21}"
_DAY = (1980, 1, 1, 0, 0, 0)
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
           xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="TaskPaneApp">
  <Id>{id}</Id>
  <Version>{version}</Version>
  <ProviderName>letterkit</ProviderName>
  <DefaultLocale>ru-RU</DefaultLocale>
  <DisplayName DefaultValue={name}/>
  <Description DefaultValue={about}/>
  <IconUrl DefaultValue={icon}/>
  <HighResolutionIconUrl DefaultValue={large_icon}/>
  <SupportUrl DefaultValue={help}/>
  <AppDomains>
    <AppDomain>{address}</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Document"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.3">
      <Set Name="WordApi"/>
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue={panel}/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
</OfficeApp>
"""


def word_manifest(address: str) -> str:
    """The manifest of Word's add-in, whose pages are at ``address``; Word demands https of it."""
    return _MANIFEST.format(
        id=uuid5(NAMESPACE_URL, f"{address}/plugins/word"),
        version=f"{__version__}.0",
        name=quoteattr(NAME),
        about=quoteattr(ABOUT),
        icon=quoteattr(f"{address}/plugins/icon-32.png"),
        large_icon=quoteattr(f"{address}/plugins/icon-64.png"),
        help=quoteattr(f"{address}/help/plugins"),
        panel=quoteattr(f"{address}/plugins/word/panel"),
        address=escape(address),
    )


def onlyoffice_config(address: str) -> dict[str, Any]:
    """The config.json of Р7-Офис and ONLYOFFICE: the editor listens only to pages of its ``baseUrl``."""
    icon = "../icon-{}.png"
    return {
        "name": NAME,
        "nameLocale": {"ru": NAME},
        "guid": ONLYOFFICE_GUID,
        "version": __version__,
        "minVersion": "7.1.0",
        "baseUrl": f"{address}/plugins/onlyoffice/",
        "help": f"{address}/help/plugins",
        "variations": [
            {
                "description": ABOUT,
                "descriptionLocale": {"ru": ABOUT},
                "url": "panel",
                "icons": [icon.format(32), icon.format(64)],
                "isViewer": False,
                "EditorsSupport": ["word"],
                "isVisual": True,
                "isModal": False,
                "isInsideMode": True,
                "type": "panelRight",
                "initDataType": "none",
                "initData": "",
                "buttons": [],
            }
        ],
    }


def onlyoffice_plugin(address: str) -> bytes:
    """The same as a file to install (.plugin): its pages stay with the service."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        packed.writestr(ZipInfo("config.json", _DAY), json.dumps(onlyoffice_config(address)), ZIP_DEFLATED)
    return made.getvalue()
