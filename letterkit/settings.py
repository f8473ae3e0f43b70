"""Settings: environment variables LETTERKIT_*, a .env file in the current folder, the file LETTERKIT_ENV_FILE."""

import datetime
import os
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from letterkit.setting_files import bad_value, setting_files

PREFIX = "LETTERKIT_"
_SHIPPED = Path(__file__).resolve().parent / "shipped"
"""Where the files of the product lie in a wheel (docs/deploy/wheel.py); in a checkout they are beside the code."""
_HOME = _SHIPPED if _SHIPPED.is_dir() else _SHIPPED.parents[1]
_DATABASE = "letterkit.db"


class Settings(BaseSettings):
    """One field a setting; ``description`` is its meaning in Russian, as ``letterkit settings`` prints it.

    Relative paths count from ``base``: in a checkout it is ``home``, so that the command does the same from any folder.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    home: Path = Field(_HOME, description="Папка, в которой лежат rules/, templates/ и docs/guide/.")
    own: Path | None = Field(
        None,
        description="Папка файлов, которые орган изменил под себя: profile.yml, terms.yml, calendar/ и другие "
        "из rules/; каких в ней нет, берут из поставки.",
    )
    profile: Path | None = Field(
        None,
        description="Профиль органа: названия, реквизиты, подписанты, пороги; если не задан — profile.yml "
        "из LETTERKIT_OWN или из поставки.",
    )
    data: Path | None = Field(
        None,
        description="Папка рабочих данных: база, файлы, ключи, журналы, кэш; если не задана — var рядом с rules/, "
        "у установленного пакета — ~/.local/share/letterkit.",
    )
    database_url: str | None = Field(
        None,
        repr=False,
        description="База данных: sqlite:///… или postgresql://…; если не задана — файл letterkit.db рабочих данных.",
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
    proof_minutes: int = Field(
        15,
        ge=1,
        description="Через сколько минут после входа снова спросить пароль или второй шаг, прежде чем менять пароль, "
        "второй шаг, сведения о человеке или выдавать ключ.",
    )
    place_days: int = Field(
        30,
        ge=0,
        le=365,
        description="Сообщать о входе из сети или браузера, откуда человек не входил столько дней; 0 — не сообщать.",
    )
    password_least: int = Field(10, ge=8, le=64, description="Сколько знаков в пароле, не меньше.")
    password_last: int = Field(
        1, ge=1, le=24, description="Сколько последних паролей, с нынешним, нельзя взять снова: 1 — только нынешний."
    )
    password_days: int = Field(0, ge=0, le=3650, description="Через сколько дней пароль надо сменить; 0 — никогда.")
    temporary_password_days: int = Field(7, ge=0, le=365, description="Дней у временного пароля; 0 — без срока.")
    token_days: int = Field(365, ge=1, description="Сколько дней действует ключ доступа программы со дня выдачи.")
    directory: Path | None = Field(
        None,
        description="Файл, который говорит, что значат группы каталога: обязанности, орган; с ним входят по LDAP или "
        "OIDC. Если не задан — только по своим паролям letterkit.",
    )
    directory_minutes: int = Field(
        15, ge=1, description="Через сколько минут снова спрашивать каталог о тех, кто вошёл или имеет ключ."
    )
    directory_ca: Path | None = Field(
        None, description="Файл корневых сертификатов (PEM), которым верить, когда каталог отвечает по TLS."
    )
    local_passwords: Literal["all", "administrators", "nobody"] = Field(
        "all",
        description="Кто, кроме людей каталога, входит по своему паролю letterkit, когда задан LETTERKIT_DIRECTORY: "
        "all — все, administrators — администраторы, nobody — никто.",
    )
    ldap_url: str | None = Field(
        None,
        description="Серверы LDAP: ldap://узел (шифрует StartTLS), ldaps://узел или ldap+plain://узел (без шифрования, "
        "своя машина); несколько — через пробел, спрашивают первый, который отвечает.",
    )
    ldap_base: str | None = Field(None, description="Где в каталоге искать людей: dc=example,dc=ru.")
    ldap_groups: str | None = Field(
        None, description="Где искать группы; если не задано — там же, где людей (LETTERKIT_LDAP_BASE)."
    )
    ldap_user: str | None = Field(
        None, description="Учётная запись службы в каталоге: полное имя (DN), в домене Windows и имя@домен."
    )
    ldap_password: SecretStr | None = Field(None, description="Пароль учётной записи службы в каталоге.")
    ldap_tries: int = Field(
        3,
        ge=1,
        description="Сколько неверных паролей одного человека передать каталогу с незнакомых адресов и столько же — с "
        "тех, где он входил; дальше ждут. Вместе меньше, чем нужно домену, чтобы закрыть учётную запись.",
    )
    ldap_tries_minutes: int = Field(
        30, ge=1, description="Через сколько минут неверные пароли забываются; не меньше, чем в политике домена."
    )
    oidc_issuer: str | None = Field(
        None, description="Адрес провайдера OpenID Connect (issuer), https://…: Keycloak и другие."
    )
    oidc_client: str | None = Field(None, description="Имя, под которым letterkit известен провайдеру (client id).")
    oidc_secret: SecretStr | None = Field(None, description="Секрет letterkit у провайдера (client secret).")
    oidc_trusted: str | None = Field(
        None,
        description="Значения acr или amr, через пробел, с которыми второй шаг входа уже пройден у провайдера; если не "
        "заданы — второй шаг спрашивает letterkit.",
    )
    oidc_minutes: int = Field(
        60, ge=5, description="Сколько минут длится вход, если провайдер не даёт подтвердить его (нет refresh token)."
    )
    oidc_token_days: int = Field(
        7, ge=1, description="Сколько дней без входа через провайдера действует ключ для своих программ."
    )
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
    webhook_proxy: str | None = Field(
        None,
        description="Прокси, через который уведомления идут наружу: http://proxy.example.org:3128, с паролем – "
        "http://имя:пароль@узел:порт. Ему называют проверенный адрес, а не имя узла; в подсети выше идут мимо него. "
        "Переменные окружения HTTPS_PROXY и подобные не действуют.",
    )
    webhook_proxy_names: str | None = Field(
        None,
        description="Узлы, которые находит сам прокси, – если в своей сети внешние имена не известны: sed.example.org "
        "gov.ru, через пробел, вместе с узлами под ними. Куда они ведут, служба не проверяет.",
    )
    clamd: str | None = Field(
        None,
        description="Антивирус ClamAV: unix:/run/clamav/clamd.ctl или tcp://узел:3310. Его спрашивают о каждом файле, "
        "который приходит, – со страницы, от программы, по почте; если не задан – файлы антивирусом не проверяют.",
    )
    clamd_required: bool = Field(
        True,
        description="Файл, который антивирус не смог проверить (не отвечает, файл больше его предела): не принимать (1)"
        " или принять с записью в журнале (0).",
    )
    officer_administers: bool = Field(
        False,
        description="Один человек может быть и администратором, и ответственным за безопасность (1, для малых "
        "организаций) или нет (0).",
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
        "если не заданы – администраторам и ответственным за безопасность.",
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
    backup_to: str | None = Field(
        None,
        repr=False,
        description="Куда каждую ночь писать резервную копию: папка или s3://КЛЮЧ:СЕКРЕТ@узел/корзина/папка; если не "
        "задано – копии по расписанию не делаются. Вне папки рабочих данных копия должна быть зашифрована.",
    )
    backup_recipients: str | None = Field(
        None,
        description="Открытые ключи тех, кто сможет прочитать копии: age1… (age-keygen) или ssh-ed25519 …, через "
        "пробел; если заданы – копии шифруются. Закрытый ключ на эту машину не кладут.",
    )
    backup_hour: int = Field(2, ge=0, le=23, description="Час, с которого делают копию дня.")
    backup_days: int = Field(7, ge=1, description="За сколько последних дней хранить копии.")
    backup_weeks: int = Field(4, ge=0, description="За сколько последних недель хранить по одной копии.")
    backup_months: int = Field(6, ge=0, description="За сколько последних месяцев хранить по одной копии.")
    backup_trial_url: str | None = Field(
        None,
        repr=False,
        description="Пустая база PostgreSQL, в которую раз в неделю пробно восстанавливают копию, а потом снова "
        "опустошают её; если не задана – временный файл SQLite рабочих данных.",
    )
    metrics_networks: str = Field(
        "127.0.0.0/8 ::1",
        description="Из каких подсетей открыты показатели службы для Prometheus (/metrics), через пробел. Запрос через "
        "прокси, которого нет в LETTERKIT_PROXIES, своим не считается.",
    )
    worker_metrics: str | None = Field(
        None,
        description="Где обработчик на машине без службы сам отдаёт свои показатели для Prometheus, например "
        "127.0.0.1:9478; кому – говорят LETTERKIT_METRICS_NETWORKS и LETTERKIT_METRICS_TOKEN. Не задано – нигде.",
    )
    metrics_token: SecretStr | None = Field(
        None, description="Ключ, с которым /metrics открыт отовсюду: Authorization: Bearer КЛЮЧ; не короче 20 знаков."
    )
    control_day: int = Field(
        1, ge=1, le=7, description="День недели, когда рассылают списки контроля: 1 — понедельник, 7 — воскресенье."
    )
    control_hour: int = Field(9, ge=0, le=23, description="Час, когда рассылают списки контроля.")
    debug: bool = Field(False, description="Показывать разработчику ход ошибки целиком (1 или 0).")

    @field_validator("*")
    @classmethod
    def _expand_tilde(cls, value: object) -> object:
        """No shell reads a file of settings: «~» would be the name of a folder."""
        return Path(os.path.expanduser(value)) if isinstance(value, Path) else value

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

    @cached_property
    def base(self) -> Path:
        """What relative paths count from: ``home``; that of a wheel is nobody's, so there the current folder."""
        return Path.cwd() if self.home == _SHIPPED else self.home

    @property
    def own_dir(self) -> Path | None:
        return self.base / self.own if self.own else None

    def rules_file(self, name: str) -> Path:
        """The body's own file or folder ``name`` of the rules; the shipped one where it has none."""
        own = self.own_dir / name if self.own_dir else None
        return own if own and own.exists() else self.rules_dir / name

    @property
    def profile_path(self) -> Path:
        return self.base / self.profile if self.profile else self.rules_file("profile.yml")

    @property
    def data_dir(self) -> Path:
        if self.data:
            return self.base / self.data
        if self.home != _SHIPPED:
            return self.home / "var"
        return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "letterkit"

    @property
    def database_address(self) -> str:
        """The address of the database: it is among the data, wherever they are, unless the settings name another."""
        return self.database_url or f"sqlite:///{self.data_dir / _DATABASE}"

    @property
    def database_file(self) -> Path | None:
        """The file of SQLite among the data; None when the settings name another database."""
        return None if self.database_url else self.data_dir / _DATABASE

    @property
    def forgotten_database(self) -> Path | None:
        """A database where releases kept it that did not look for it among the data; None when none is forgotten."""
        before = self.home / "var" / _DATABASE
        is_forgotten = self.database_url is None and not (self.data_dir / _DATABASE).exists() and before.is_file()
        return before if is_forgotten else None

    @property
    def log_file(self) -> Path | None:
        return self.base / self.log if self.log else None

    @property
    def certificates_dir(self) -> Path | None:
        return self.base / self.trusted_certificates if self.trusted_certificates else None

    @property
    def directory_file(self) -> Path | None:
        """What the groups of a directory mean (letterkit.directory.rules)."""
        return self.base / self.directory if self.directory else None

    @property
    def directory_ca_file(self) -> Path | None:
        return self.base / self.directory_ca if self.directory_ca else None

    @property
    def files_dir(self) -> Path:
        """Where the bytes of letters lie under their hash (letterkit.store.files)."""
        return self.data_dir / "files"


@cache
def load_settings() -> Settings:
    """The settings of this process; raises RequestError ``settings.bad-value``, as ``setting_files``."""
    try:
        return Settings(_env_file=setting_files())
    except ValidationError as fault:
        raise bad_value(fault, PREFIX) from fault
