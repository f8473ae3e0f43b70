"""The words of the office: states, channels, kinds, outcomes, grounds and steps as people name them.

Every page, journal and passport says them alike. Keys are the members themselves, so that a row of the database,
which holds their plain values, finds its words too.
"""

from collections.abc import Mapping

from letterkit.core.feedback import Source
from letterkit.core.office import AppealState, LetterState
from letterkit.core.outcome import Channel, Evidence, Ground, Kind, Outcome
from letterkit.core.people import Gender
from letterkit.core.register import CallEnd, ReceptionEnd
from letterkit.flow.feedback.private import Private

LETTER_STATES: Mapping[str, str] = {
    LetterState.DRAFT: "черновик",
    LetterState.REVIEW: "на проверке",
    LetterState.RETURNED: "возвращено",
    LetterState.AGREED: "согласовано",
    LetterState.APPROVED: "утверждено",
    LetterState.SENT: "отправлено",
}
APPEAL_STATES: Mapping[str, str] = {
    AppealState.NEW: "новое",
    AppealState.WORK: "готовится ответ",
    AppealState.DONE: "ответ дан",
}
CHANNELS: Mapping[str, str] = {
    Channel.POST: "почта",
    Channel.EMAIL: "электронная почта",
    Channel.SITE: "сайт органа",
    Channel.VISIT: "лично",
    Channel.GOSUSLUGI: "Госуслуги (единое окно)",
    Channel.POS: "платформа обратной связи",
    Channel.VK: "«ВКонтакте»",
    Channel.PHONE: "телефон",
    Channel.SURVEY: "опрос",
}
KINDS: Mapping[str, str] = {
    Kind.PROPOSAL: "предложение",
    Kind.STATEMENT: "заявление",
    Kind.COMPLAINT: "жалоба",
}
OUTCOMES: Mapping[str, str] = {
    Outcome.SOLVED: "вопрос решён",
    Outcome.BY_DATE: "вопрос будет решён к сроку",
    Outcome.NO_DATE: "решить можно, срок пока назвать нельзя",
    Outcome.CANNOT: "решить нельзя",
    Outcome.EXPLAINED: "даны разъяснения",
    Outcome.REDIRECTED: "направлено в другой орган",
    Outcome.EXTENDED: "срок рассмотрения продлён",
    Outcome.INTERIM: "промежуточный ответ",
    Outcome.CLARIFY: "у заявителя просят уточнить сведения",
    Outcome.NO_ANSWER: "ответ по существу не даётся",
}
GROUNDS: Mapping[str, str] = {
    Ground.COURT: "обжалуется решение суда",
    Ground.ABUSE: "оскорбления или угрозы",
    Ground.UNREADABLE: "текст нельзя прочесть",
    Ground.UNCLEAR: "суть не ясна",
    Ground.REPEAT: "повторное обращение, переписка прекращена",
    Ground.PUBLISHED: "ответ размещён на сайте",
    Ground.SECRET: "в ответе была бы охраняемая тайна",
}
EVIDENCE: Mapping[str, str] = {
    Evidence.COURT: "какой суд вынес решение",
    Evidence.JUDGED: "дата решения суда",
    Evidence.CASE_NUMBER: "номер судебного дела",
    Evidence.APPEAL_WAY: "как обжаловать решение суда",
    Evidence.WITNESS: "кто видел оскорбления или угрозы",
    Evidence.UNCLEAR_PART: "что в обращении не ясно",
    Evidence.EARLIER_REPLIES: "прежние ответы: даты и номера",
    Evidence.STOPPED_BY: "кто решил прекратить переписку",
    Evidence.STOPPED_ON: "когда решено прекратить переписку",
    Evidence.PAGE: "страница сайта с ответом",
    Evidence.SECRET: "какая это тайна",
    Evidence.SECRET_LAW: "какой закон охраняет тайну",
    Evidence.RECEIVER: "куда направлено обращение",
    Evidence.PROGRESS: "что уже сделано",
    Evidence.REASON: "почему нужно больше времени",
    Evidence.ASKED: "какие сведения просим у заявителя",
    Evidence.ANSWER_BY: "до какого дня ждём сведения",
}
"""What a field of a standard reply proves (clause 4.3), as a clerk chooses it."""
CALL_ENDS: Mapping[str, str] = {
    CallEnd.ANSWERED: "ответили сами",
    CallEnd.FORWARDED: "перевели на другого сотрудника",
    CallEnd.NUMBER_TOLD: "назвали номер телефона",
    CallEnd.ASKED_TO_WRITE: "предложили написать",
}
RECEPTION_ENDS: Mapping[str, str] = {
    ReceptionEnd.ORAL: "ответили устно",
    ReceptionEnd.WRITTEN: "будет письменный ответ",
}
SOURCES: Mapping[str, str] = {
    Source.SITE: "интернет-приёмная на сайте",
    Source.POST: "почта",
    Source.EMAIL: "электронная почта",
    Source.VISIT: "личный приём",
    Source.GOSUSLUGI: "единое окно на Госуслугах",
    Source.VK: "группа «ВКонтакте»",
    Source.SITE_SURVEY: "опрос по ссылке на сайте",
    Source.VK_SURVEY: "опрос на странице в соцсети",
    Source.LETTER: "опрос по коду из письма",
    Source.PHONE: "телефон",
}
PRIVATE: Mapping[str, str] = {
    Private.PHONE: "номер телефона",
    Private.EMAIL: "адрес электронной почты",
    Private.PASSPORT: "номер паспорта",
    Private.SNILS: "номер СНИЛС",
    Private.CARD: "номер карты или счёта",
    Private.FLAT: "номер квартиры",
}
GENDERS: Mapping[str, str] = {Gender.FEMALE: "женщина", Gender.MALE: "мужчина"}
VERSION_REASONS: Mapping[str, str] = {
    "begun": "письмо начато",
    "saved": "сохранён текст",
    "card": "изменена карточка",
    "restored": "восстановлена прежняя редакция",
    "submitted": "сдано на проверку",
    "numbered": "зарегистрировано",
    "waived": "изменён перечень принятых замечаний",
}
"""Why a version was kept (``flow.cases.drafting.keep``)."""
AUDIT_ACTIONS: Mapping[str, str] = {
    "demo.seeded": "создан учебный реестр",
    "demo.filled": "внесены вымышленные обращения",
    "database.restored": "база восстановлена из копии",
    "appeal.entered": "обращение внесено",
    "appeal.assigned": "обращение поручено",
    "appeal.answered-orally": "дан устный ответ на приёме",
    "call.noted": "звонок внесён",
    "call.mended": "карточка звонка исправлена",
    "call.linked": "звонок связан с обращением",
    "reception.entered": "начата карточка приёма",
    "reception.mended": "карточка приёма исправлена",
    "reception.answered-orally": "дан устный ответ на приёме",
    "reception.to-be-written": "на приёме обещан письменный ответ",
    "opinion.entered": "мнение внесено",
    "opinion.moved": "комментарий перенесён к другой причине",
    "appeal.noted": "внесена запись о ходе исполнения",
    "appeal.question-answered": "отмечен ответ на вопрос",
    "appeal.term-chosen": "выбран срок",
    "appeal.recounted": "срок пересчитан: стал известен календарь года",
    "appeal.extension-decided": "решено продлить срок",
    "appeal.extended": "срок продлён, заявитель уведомлён",
    "appeal.closed": "снято с контроля",
    "appeal.reopened": "возвращено на контроль",
    "reminder.sent": "напоминание отправлено",
    "reminder.failed": "напоминание не отправлено",
    "appeal.answered": "внесён ответ, данный не здесь",
    "appeal.judged": "сказано, чем кончилось обращение",
    "appeal.helped": "назначены соисполнители",
    "appeal.changed": "изменены сведения об обращении",
    "appeal.linked": "обращение связано с прежним",
    "appeal.unlinked": "связь с прежним обращением снята",
    "appeal.file-added": "приложен файл",
    "appeal.file-removed": "приложенный файл убран",
    "register.imported": "в реестр загружена таблица",
    "letter.begun": "письмо начато",
    "letter.saved": "сохранён текст",
    "letter.card-changed": "изменена карточка",
    "letter.restored": "восстановлена прежняя редакция",
    "letter.linked": "письмо связано с обращением",
    "letter.submitted": "сдано на проверку",
    "letter.recalled": "забрано с проверки",
    "letter.taken": "взято на проверку",
    "letter.released": "отпущено с проверки",
    "letter.remarked": "сделано замечание",
    "letter.remark-resolved": "замечание учтено",
    "letter.returned": "возвращено исполнителю",
    "letter.waived": "замечание принято под ответственность",
    "letter.unwaived": "принятие замечания отменено",
    "letter.agreed": "согласовано",
    "letter.numbered": "зарегистрировано",
    "letter.approved": "утверждено",
    "letter.approval-revoked": "утверждение отозвано",
    "letter.exported": "выгружено",
    "letter.sent": "отправлено",
    "kept.taken-in": "приняты тексты и бланки поставки",
    "kept.created": "создан новый текст или бланк",
    "kept.saved": "сохранена редакция",
    "kept.described": "изменены папка, владелец или срок годности",
    "kept.asked": "редакция отправлена на утверждение",
    "kept.approved": "редакция утверждена и действует",
    "kept.refused": "редакция отклонена",
    "kept.retired": "снято с употребления",
    "kept.revived": "возвращено в употребление",
    "kept.read-back": "тексты и бланки прочитаны из папки",
    "batch.taken-in": "принята таблица рассылки",
    "batch.confirmed": "рассылка подтверждена",
    "batch.paused": "рассылка приостановлена",
    "batch.resumed": "рассылка продолжена",
    "batch.cancelled": "рассылка отменена",
    "batch.retried": "неудачные строки пущены снова",
    "batch.done": "рассылка готова",
    "batch.approved": "письма рассылки утверждены",
    "batch.approval-revoked": "утверждение писем отозвано",
    "batch.waived": "замечание рассылки принято под ответственность",
    "batch.unwaived": "принятие замечания рассылки отменено",
    "batch.sent": "письма рассылки отправлены",
    "batch.exported": "письма рассылки выгружены",
    "batch.printed": "письма рассылки собраны для печати",
    "person.added": "добавлен сотрудник",
    "person.changed": "изменены сведения о сотруднике",
    "person.duties": "изменены обязанности",
    "person.body": "сотрудник переведён в другой орган",
    "person.password": "изменён пароль",
    "person.deactivated": "вход закрыт",
    "person.activated": "вход открыт",
    "person.locked": "вход ограничен: много неверных паролей",
    "person.unlocked": "ограничение входа снято",
    "person.signed-in": "вход",
    "person.signed-out": "выход",
    "person.sign-in-failed": "неудачный вход",
    "person.sign-in-while-locked": "попытка входа при ограничении",
    "person.session-ended": "завершён сеанс в другом браузере",
    "person.sessions-ended": "завершены сеансы",
    "program.added": "добавлена программа",
    "program.token-renewed": "программе выдан ключ",
    "program.token-revoked": "ключ программы отозван",
}
"""What a step is called in the journal (``store.audit.record``)."""
SESSION_FORMS = ("сеанс", "сеанса", "сеансов")
