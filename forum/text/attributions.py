"""The lines with which mail programs introduce a quotation, in the forms that residents send.

Patterns only. Each is tried on a short string (a few joined lines), so none can run away.
"""

import re

LONGEST = 400
MOST_LINES = 4

_DATE = (
    r"(?:\d{4}年\s?\d{1,2}月\s?\d{1,2}日|\d{4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,2}"
    r"|\d{2}/\d{1,2}/\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
    r"|(?:令和|平成|R|H)\s?(?:\d{1,2}|元)[年.]\s?\d{1,2}[月.]\s?\d{1,2}日?)"
)
_ADDRESS = r"\s?[^\s<>@]{1,80}@[^\s<>@]{1,80}\s?"
_COLON = r"(?:\s?[:：]{1,2}|(?<=wrote)(?:\s?-{3,})?)\s*$"
_WROTE = (
    r"(?:wrote|writes?|said|a .crit|ont écrit|schrieb|escribió|escreveu|ha scritto|schreef"
    r"|skrev|kirjoitti|napisał(?:\(a\)|a)?|пишет|написал(?:\(а\)|а)?|a scris|írta|napsal(?:\(a\)|a)?"
    r"|yazdı|έγραψε|写道|寫道|님이 작성|작성|(?:さんは|は)?\s?書きました|(?:の|からの)?(?:メール|メッセージ))"
)
_ON = r"(?:On|Le|Am|El|Em|Il|Op|Den|Dnia|W dniu|Dne|At|In|På|Pe|-{2,4}\s?On)\s"

# Long enough to stand for itself: what follows is quoted, with or without marks.
STRONG = re.compile(
    # 2026年11月22日(日) 10:00 山田太郎 <taro@example.jp>:  and  2015-10-27 10:19 GMT+09:00 …:
    rf"^\s*{_DATE}[^。]{{0,160}}<?{_ADDRESS}>?\s?(?:さん)?(?:のメール|のメッセージ|は書きました|さんは書きました)?{_COLON}"
    # 2026/07/28 10:00、山田太郎のメール:
    rf"|^\s*{_DATE}[^。]{{0,160}}(?:のメール|のメッセージ|さんは書きました|は書きました|\swrote){_COLON}"
    # 2006-11-08 (水) の 11:31 +0100 に 山田 さんは書きました:
    rf"|^\s*[^。\s][^。]{{0,60}}(?:さん|様|氏)?は\s?{_DATE}[^。]{{0,40}}に書きました{_COLON}"
    # 日付：2026年11月6日火曜日、時刻：20:20、差出人：山田：
    rf"|^日付：.{{4,60}}差出人：.{{0,100}}{_COLON}"
    # (2014/07/28 13:17), 山田 wrote:
    rf"|^\s*[(（]{_DATE}[^。]{{0,30}}[)）][^。]{{0,120}}(?:wrote|書きました){_COLON}"
    # On Sat, Aug 30, 2026 at 10:00 AM Taro <taro@example.com> wrote:
    rf"|^\s*{_ON}(?=.{{0,300}}\d).{{1,380}}(?:wrote|a .crit|ont écrit|escribió|escreveu|ha scritto|pisze"
    rf"|kirjoitti|a scris|(?:schrieb|schreef|skrev|napisał(?:\(a\)|a)?|написал).{{0,100}}){_COLON}"
    # 11:00 AM, November 17, 2021, "Taro" <taro@example.com>:   and, in any language, … ha scritto:
    rf"|(?=.{{0,200}}\b(?:19|20)\d\d\b)(?=.{{0,200}}\b\d\d?[:.]\d\d).{{8,250}}<{_ADDRESS}>"
    rf"(?:\s\S{{2,20}}){{0,2}}{_COLON}"
    # Taro <taro@example.com> wrote:   Taro <taro@example.com> schrieb am 1. Jan. 2026 um 10:00:
    rf"|^\s*\S[^<>]{{0,80}}<{_ADDRESS}>\s(?:wrote|schrieb|skrev|kirjoitti|a .crit|napisał\(a\)|escribió)"
    rf".{{0,80}}{_COLON}"
    # 在 2026年1月1日，山田 <…> 写道：   2026년 1월 1일 … 작성:
    rf"|^\s*(?:在\s?)?{_DATE}[^。]{{0,200}}(?:写道|寫道){_COLON}"
    rf"|^\s*\d{{4}}년.{{1,200}}(?:작성|메시지)\s?{_COLON}",
    re.IGNORECASE | re.DOTALL,
)

# Enough only right above quoted lines.
WEAK = re.compile(
    rf"{_WROTE}.{{0,40}}{_COLON}|{_ADDRESS}>?\s?(?:さん)?{_COLON}|^\s*[(（]?{_DATE}.{{0,120}}(?:{_COLON}|<{_ADDRESS}>$)"
    rf"|(?:さん|様|氏|君|先生)(?:の|より|から|曰く|、)?{_COLON}|\]\s?{_COLON}",
    re.IGNORECASE | re.DOTALL,
)

OPENING = re.compile(
    rf"^\s*(?:[(（]?{_DATE}|{_ON}|.{{0,60}}\b(?:19|20)\d\d\b.{{0,30}}\d[:.]\d\d"
    rf"|在\s?\d|\d{{4}}년|[\"“<]?[^\s:：]{{1,40}}.{{0,80}}@)",
    re.IGNORECASE,
)

ORIGINAL = re.compile(
    r"^[\s>*]*[-_=*─━ー－]{2,}+\s*+(?:original (?:message|appointment)|reply message|reply to message"
    r"|元のメッセージ|オリジナル\s?メッセージ|元のメール|以前のメッセージ|ursprüngliche nachricht"
    r"|message (?:d'origine|original)|mensaje original|mensagem original|messaggio originale"
    r"|oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande|原始邮件|原始郵件|원본 메시지)"
    r"\s*[-_=*─━ー－]*\s*$",
    re.IGNORECASE,
)

FORWARD = re.compile(
    r"^(?:[-_=*─━ー－]{2,}+\s*+(?:forwarded (?:message|by.{0,100})|転送(?:メッセージ|メール|された(?:メール|メッセージ))?"
    r"|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada"
    r"|doorgestuurd bericht|messaggio inoltrato|пересылаемое сообщение)\s*:?\s*[-_=*─━ー－]*"
    r"|(?:begin forwarded message|start of forwarded message|以下、?転送(?:です|します)?)\s*[:：。])\s*$",
    re.IGNORECASE,
)

_SENDER = "From|差出人|送信者|送信元|发件人|寄件者|Von|De|Da|Van|Fra|Från|Lähettäjä|Od|От|보낸 사람"
_OTHER = (
    "Sent|To|Cc|Bcc|Subject|Date|Reply-To|Sent at|Importance|Attachments"
    "|送信日時|送信日|日時|日付|宛先|件名|題名|返信先|重要度|添付ファイル"
    "|发送时间|收件人|主题|抄送|日期|寄件日期|收件者|主旨"
    "|Gesendet|An|Betreff|Datum|Envoyé|À|Objet|Enviado(?: el)?|Para|Asunto|Assunto|Inviato|A|Oggetto"
    "|Verzonden|Aan|Onderwerp|Sendt|Til|Emne|Skickat|Till|Ämne|Kopia|Wysłano|Do|Temat"
    "|보낸 날짜|받는 사람|제목"
)
SENDER = re.compile(rf"^[\s>*_|]{{0,6}}(?:{_SENDER})[\s*]{{0,3}}[:：]", re.IGNORECASE)
HEADER = re.compile(rf"^[\s>*_|]{{0,6}}(?:{_SENDER}|{_OTHER})[\s*]{{0,3}}[:：]", re.IGNORECASE)
