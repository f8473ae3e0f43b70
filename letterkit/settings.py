"""Settings: environment variables LETTERKIT_* and a .env file in the current folder."""

import datetime
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from letterkit.core.errors import RequestError

PREFIX = "LETTERKIT_"
_HERE = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """One field a setting; ``description`` is its meaning in Russian, as ``letterkit settings`` prints it.

    Relative paths count from ``home``, so that the command does the same from any folder.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    home: Path = Field(_HERE, description="Папка, в которой лежат rules/, templates/ и docs/guide/.")
    profile: Path = Field(
        Path("rules/profile.yml"), description="Профиль органа: названия, реквизиты, подписанты, пороги."
    )
    data: Path = Field(Path("var"), description="Папка рабочих данных: база, журналы, кэш.")
    database_url: str = Field(
        "sqlite:///var/letterkit.db", repr=False, description="База данных: sqlite:///… или postgresql://…"
    )
    log: Path | None = Field(
        None,
        description="Файл записей о работе службы, строка JSON на запрос; если не задан — стандартный вывод ошибок.",
    )
    syslog: str | None = Field(
        None,
        description="Куда, кроме журнала, слать его записи строками JSON: /dev/log, udp://узел:514 или tcp://узел:601; "
        "если не задано — туда же, куда записи о работе службы (LETTERKIT_LOG).",
    )
    queue_url: str = Field("sqlite", repr=False, description="Очередь заданий: sqlite, postgresql://… или redis://…")
    files_url: str | None = Field(
        None,
        repr=False,
        description="Общее хранилище файлов: s3://КЛЮЧ:СЕКРЕТ@узел/корзина; если не задано — папка files.",
    )
    languagetool_url: str | None = Field(
        None, description="Адрес сервера LanguageTool; если задан, его правила языка проверяют письмо рядом со своими."
    )
    soffice: Path | None = Field(None, description="Программа soffice (LibreOffice); если не задана, ищется в PATH.")
    secure_cookies: bool = Field(
        False, description="Cookie только по HTTPS (1, когда служба стоит за HTTPS-прокси; иначе 0)."
    )
    session_minutes: int = Field(
        30, ge=5, description="Через сколько минут без действий человек должен войти снова (не меньше 5)."
    )
    session_hours: int = Field(
        12, ge=1, le=720, description="Через сколько часов после входа человек должен войти снова, что бы он ни делал."
    )
    token_days: int = Field(365, ge=1, description="Сколько дней действует ключ доступа программы со дня выдачи.")
    open_check: bool = Field(True, description="Проверка письма без входа (1); 0 — только для вошедших.")
    proxies: int = Field(
        0, ge=0, description="Сколько своих прокси стоит перед службой: столько адресов в X-Forwarded-For верны."
    )
    address: str | None = Field(
        None, description="Адрес службы для людей, https://…: стоит в письмах, которые она рассылает сотрудникам."
    )
    smtp_url: str | None = Field(
        None,
        repr=False,
        description="Почта для напоминаний: smtp://имя@узел:587 (шифрует STARTTLS), smtps://имя@узел:465, "
        "smtp+plain://узел:25 (без шифрования, своя машина) или files (в папку mail рабочих данных); "
        "если не задана, напоминаний не шлют.",
    )
    smtp_password: SecretStr | None = Field(None, description="Пароль почты для напоминаний.")
    smtp_from: str | None = Field(None, description="От кого напоминания; если не задано — почта органа из профиля.")
    reply_smtp_url: str | None = Field(
        None,
        repr=False,
        description="Почта, которой уходят ответы заявителям, если она не та, что в LETTERKIT_SMTP_URL; у каждого "
        "органа может быть своя: через пробел, в конце адреса #имя-профиля.",
    )
    mail_per_minute: int = Field(
        30, ge=1, description="Сколько ответов в минуту орган отправляет по электронной почте, не больше."
    )
    imap_url: str | None = Field(
        None,
        repr=False,
        description="Ящики, в которые приходят обращения и отказы в доставке: imaps://имя@узел/папка, "
        "imap://имя@узел/папка (шифрует STARTTLS) или imap+plain://имя@узел:143/папка (без шифрования, своя машина); "
        "несколько — через пробел, ящик другого органа — с #имя-профиля в конце.",
    )
    imap_password: SecretStr | None = Field(None, description="Пароль ящика, если он один на все ящики.")
    imap_since: datetime.date | None = Field(
        None, description="С какого дня читать письма ящика (ГГГГ-ММ-ДД); если не задан — все, что лежат в папке."
    )
    imap_done: str | None = Field(
        None,
        description="Папка ящика, куда перекладывать прочитанные письма; если не задана — письма остаются, как лежали.",
    )
    mail_secrets: Path | None = Field(
        None,
        description="Файл паролей почты: в строке имя@узел и пароль через пробел; читать его должна только служба.",
    )
    webhook_networks: str | None = Field(
        None,
        description="Подсети своей сети, в которых могут стоять программы, подписанные на изменения: 10.1.0.0/16 "
        "127.0.0.1, через пробел; в них можно и http://. Если не заданы — уведомления идут только наружу и по https://.",
    )
    audit_key: SecretStr | None = Field(
        None,
        description="Ключ журнала изменений, не короче 32 знаков, – когда машин несколько; если не задан – файл "
        "audit.key рабочих данных. Прежние ключи можно оставить через пробел перед новым.",
    )
    audit_heads: Path | None = Field(
        None,
        description="Файл, куда складывают контрольные суммы журнала; лучше на другом диске. "
        "Если не задан – journal-heads.jsonl рабочих данных.",
    )
    audit_mail: str | None = Field(
        None,
        description="Кому каждый день слать контрольную сумму журнала: адреса через запятую; "
        "если не заданы – администраторам.",
    )
    passport_key: SecretStr | None = Field(
        None,
        description="Ключ подписи паспортов писем (Ed25519, 32 байта в Base64) – когда машин несколько; "
        "если не задан – файл passport-key-ОРГАН.pem рабочих данных.",
    )
    trusted_certificates: Path | None = Field(
        None,
        description="Папка с сертификатами удостоверяющих центров, которым доверяет орган (.cer, .crt, .pem), и их "
        "списками отозванных (.crl): по ним проверяют, кем выдан сертификат подписи и не отозван ли он.",
    )
    disk_free_mb: int = Field(
        500,
        ge=0,
        description="Сколько МБ должно быть свободно на диске рабочих данных: меньше — /health сообщит.",
    )
    control_day: int = Field(
        1, ge=1, le=7, description="День недели, когда рассылают списки контроля: 1 — понедельник, 7 — воскресенье."
    )
    control_hour: int = Field(9, ge=0, le=23, description="Час, когда рассылают списки контроля.")
    debug: bool = Field(False, description="Показывать разработчику ход ошибки целиком (1 или 0).")

    @cached_property
    def rules_dir(self) -> Path:
        return self.home / "rules"

    @property
    def rules_memory(self) -> Path:
        """Where rule files are kept as read, so that the next command starts sooner."""
        return self.data_dir / "cache" / "rules.json"

    @property
    def templates_dir(self) -> Path:
        return self.home / "templates"

    @property
    def guide_dir(self) -> Path:
        """The pages that the service shows as its help."""
        return self.home / "docs" / "guide"

    @property
    def profile_path(self) -> Path:
        return self.home / self.profile

    @property
    def data_dir(self) -> Path:
        return self.home / self.data

    @property
    def log_file(self) -> Path | None:
        return self.home / self.log if self.log else None

    @property
    def certificates_dir(self) -> Path | None:
        return self.home / self.trusted_certificates if self.trusted_certificates else None

    @property
    def files_dir(self) -> Path:
        """Where the bytes of letters lie under their hash (letterkit.store.files)."""
        return self.data_dir / "files"


@cache
def load_settings() -> Settings:
    """The settings of this process; raises RequestError ``settings.bad-value`` with ``name`` and ``value``."""
    try:
        return Settings()
    except ValidationError as fault:
        from letterkit.datafile import why_refused

        first = fault.errors(include_url=False)[0]
        name = PREFIX + "_".join(str(step) for step in first["loc"]).upper()
        raise RequestError("settings.bad-value", name=name, value=first.get("input"), why=why_refused(first)) from fault


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting for people: passwords inside addresses are masked; ``value`` and ``default`` are empty when unset."""

    name: str
    value: str
    default: str
    meaning: str


def setting_rows(settings: Settings) -> tuple[SettingRow, ...]:
    """Every setting, in the order of the class."""
    return tuple(
        SettingRow(
            PREFIX + name.upper(),
            _format_value(getattr(settings, name)),
            _format_value(field.default),
            field.description or "",
        )
        for name, field in Settings.model_fields.items()
    )


def _format_value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return "***"
    if isinstance(value, bool):
        return str(int(value))
    return re.sub(r"(://[^:/@\s]*):\S*@", r"\1:***@", str(value))
