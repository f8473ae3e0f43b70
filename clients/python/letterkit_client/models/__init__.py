"""Contains all the data models used in inputs/outputs"""

from .answer_asked import AnswerAsked
from .answer_asked_result import AnswerAskedResult
from .appeal_asked import AppealAsked
from .appeal_change import AppealChange
from .appeal_change_card import AppealChangeCard
from .appeal_given import AppealGiven
from .appeal_part import AppealPart
from .appeal_state import AppealState
from .appeal_told import AppealTold
from .appeal_whole import AppealWhole
from .appeal_whole_record import AppealWholeRecord
from .appeals_channel import AppealsChannel
from .appeals_kind import AppealsKind
from .appeals_overdue import AppealsOverdue
from .appeals_result import AppealsResult
from .appeals_state import AppealsState
from .appeals_told import AppealsTold
from .applicant_part import ApplicantPart
from .batch_form import BatchForm
from .batch_form_confirm import BatchFormConfirm
from .batch_form_number import BatchFormNumber
from .batch_form_print import BatchFormPrint
from .batch_listed import BatchListed
from .batch_rows_state import BatchRowsState
from .batch_rows_told import BatchRowsTold
from .batch_rows_verdict import BatchRowsVerdict
from .batch_state import BatchState
from .batch_taken import BatchTaken
from .batch_told import BatchTold
from .batch_told_verdicts import BatchToldVerdicts
from .batches_told import BatchesTold
from .blank_told import BlankTold
from .blank_told_layout import BlankToldLayout
from .blanks_told import BlanksTold
from .card import Card
from .change_told import ChangeTold
from .change_told_object import ChangeToldObject
from .changes_told import ChangesTold
from .channel import Channel
from .check_asked import CheckAsked
from .check_form import CheckForm
from .check_form_text_only import CheckFormTextOnly
from .classifier_told import ClassifierTold
from .confirm_asked import ConfirmAsked
from .deadline_told import DeadlineTold
from .deliveries_told import DeliveriesTold
from .delivery_state import DeliveryState
from .delivery_told import DeliveryTold
from .document import Document
from .draft import Draft
from .draft_asked import DraftAsked
from .duty import Duty
from .event import Event
from .executor_part import ExecutorPart
from .executor_told import ExecutorTold
from .executors_told import ExecutorsTold
from .fault_told import FaultTold
from .file_told import FileTold
from .files_form import FilesForm
from .files_told import FilesTold
from .gender import Gender
from .ground import Ground
from .group_place import GroupPlace
from .group_told import GroupTold
from .incoming_asked import IncomingAsked
from .incoming_form import IncomingForm
from .incoming_state import IncomingState
from .incoming_told import IncomingTold
from .incoming_told_proposal_type_0 import IncomingToldProposalType0
from .kind import Kind
from .letter_asked import LetterAsked
from .letter_asked_card import LetterAskedCard
from .letter_card import LetterCard
from .letter_card_card import LetterCardCard
from .letter_state import LetterState
from .letter_text import LetterText
from .letter_told import LetterTold
from .letter_whole import LetterWhole
from .letter_whole_card import LetterWholeCard
from .letter_whole_findings_item import LetterWholeFindingsItem
from .letters_state import LettersState
from .letters_told import LettersTold
from .nearness import Nearness
from .number_asked import NumberAsked
from .outcome import Outcome
from .passport import Passport
from .problem import Problem
from .program_told import ProgramTold
from .reply_part import ReplyPart
from .reply_part_fields import ReplyPartFields
from .report import Report
from .report_answer import ReportAnswer
from .report_answer_by_type_1 import ReportAnswerByType1
from .report_answer_by_type_2_type_1 import ReportAnswerByType2Type1
from .report_answer_by_type_3_type_1 import ReportAnswerByType3Type1
from .report_answer_state import ReportAnswerState
from .report_clauses_item import ReportClausesItem
from .report_clauses_item_state import ReportClausesItemState
from .report_facts import ReportFacts
from .report_finding import ReportFinding
from .report_finding_engine import ReportFindingEngine
from .report_finding_level import ReportFindingLevel
from .report_finding_others_item import ReportFindingOthersItem
from .report_length import ReportLength
from .report_length_cuts_item import ReportLengthCutsItem
from .report_not_checked_item import ReportNotCheckedItem
from .report_part import ReportPart
from .report_part_role import ReportPartRole
from .report_schema import ReportSchema
from .report_source import ReportSource
from .report_source_kind import ReportSourceKind
from .report_timing_ms import ReportTimingMs
from .report_verdict import ReportVerdict
from .report_versions import ReportVersions
from .report_waived_item import ReportWaivedItem
from .result import Result
from .return_told import ReturnTold
from .row_state import RowState
from .row_told import RowTold
from .row_way import RowWay
from .rows_told import RowsTold
from .rule import Rule
from .rule_level import RuleLevel
from .rules import Rules
from .scope import Scope
from .sending_asked import SendingAsked
from .sent_told import SentTold
from .signer_part import SignerPart
from .similar_letter_told import SimilarLetterTold
from .similar_letters_told import SimilarLettersTold
from .step_asked import StepAsked
from .term_told import TermTold
from .term_told_start_type_1 import TermToldStartType1
from .term_told_start_type_2_type_1 import TermToldStartType2Type1
from .term_told_start_type_3_type_1 import TermToldStartType3Type1
from .terms_told import TermsTold
from .text_field import TextField
from .text_told import TextTold
from .text_told_fields import TextToldFields
from .texts_told import TextsTold
from .verdict import Verdict
from .webhook_asked import WebhookAsked
from .webhook_change import WebhookChange
from .webhook_made import WebhookMade
from .webhook_told import WebhookTold
from .webhooks_told import WebhooksTold

__all__ = (
    "AnswerAsked",
    "AnswerAskedResult",
    "AppealAsked",
    "AppealChange",
    "AppealChangeCard",
    "AppealGiven",
    "AppealPart",
    "AppealsChannel",
    "AppealsKind",
    "AppealsOverdue",
    "AppealsResult",
    "AppealsState",
    "AppealState",
    "AppealsTold",
    "AppealTold",
    "AppealWhole",
    "AppealWholeRecord",
    "ApplicantPart",
    "BatchesTold",
    "BatchForm",
    "BatchFormConfirm",
    "BatchFormNumber",
    "BatchFormPrint",
    "BatchListed",
    "BatchRowsState",
    "BatchRowsTold",
    "BatchRowsVerdict",
    "BatchState",
    "BatchTaken",
    "BatchTold",
    "BatchToldVerdicts",
    "BlanksTold",
    "BlankTold",
    "BlankToldLayout",
    "Card",
    "ChangesTold",
    "ChangeTold",
    "ChangeToldObject",
    "Channel",
    "CheckAsked",
    "CheckForm",
    "CheckFormTextOnly",
    "ClassifierTold",
    "ConfirmAsked",
    "DeadlineTold",
    "DeliveriesTold",
    "DeliveryState",
    "DeliveryTold",
    "Document",
    "Draft",
    "DraftAsked",
    "Duty",
    "Event",
    "ExecutorPart",
    "ExecutorsTold",
    "ExecutorTold",
    "FaultTold",
    "FilesForm",
    "FilesTold",
    "FileTold",
    "Gender",
    "Ground",
    "GroupPlace",
    "GroupTold",
    "IncomingAsked",
    "IncomingForm",
    "IncomingState",
    "IncomingTold",
    "IncomingToldProposalType0",
    "Kind",
    "LetterAsked",
    "LetterAskedCard",
    "LetterCard",
    "LetterCardCard",
    "LettersState",
    "LetterState",
    "LettersTold",
    "LetterText",
    "LetterTold",
    "LetterWhole",
    "LetterWholeCard",
    "LetterWholeFindingsItem",
    "Nearness",
    "NumberAsked",
    "Outcome",
    "Passport",
    "Problem",
    "ProgramTold",
    "ReplyPart",
    "ReplyPartFields",
    "Report",
    "ReportAnswer",
    "ReportAnswerByType1",
    "ReportAnswerByType2Type1",
    "ReportAnswerByType3Type1",
    "ReportAnswerState",
    "ReportClausesItem",
    "ReportClausesItemState",
    "ReportFacts",
    "ReportFinding",
    "ReportFindingEngine",
    "ReportFindingLevel",
    "ReportFindingOthersItem",
    "ReportLength",
    "ReportLengthCutsItem",
    "ReportNotCheckedItem",
    "ReportPart",
    "ReportPartRole",
    "ReportSchema",
    "ReportSource",
    "ReportSourceKind",
    "ReportTimingMs",
    "ReportVerdict",
    "ReportVersions",
    "ReportWaivedItem",
    "Result",
    "ReturnTold",
    "RowState",
    "RowsTold",
    "RowTold",
    "RowWay",
    "Rule",
    "RuleLevel",
    "Rules",
    "Scope",
    "SendingAsked",
    "SentTold",
    "SignerPart",
    "SimilarLettersTold",
    "SimilarLetterTold",
    "StepAsked",
    "TermsTold",
    "TermTold",
    "TermToldStartType1",
    "TermToldStartType2Type1",
    "TermToldStartType3Type1",
    "TextField",
    "TextsTold",
    "TextTold",
    "TextToldFields",
    "Verdict",
    "WebhookAsked",
    "WebhookChange",
    "WebhookMade",
    "WebhooksTold",
    "WebhookTold",
)
