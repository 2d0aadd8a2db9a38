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
# What mail programs say for "wrote", and hardly anybody in a sentence that ends with a colon.
_WROTE_ABROAD = (
    r"(?:a .crit|ont écrit|schrieb(?:en)?|geschrieben|escribió|va escriure|escreveu|ha scritto"
    r"|schreef|geschreven|skrev|skrifaði|kirjoitti|kirjutas|napisał(?:\(a\)|a)?|napisana|pisze"
    r"|пишет|пише|написа(?:ла|л|в)?(?:\((?:а|ла)\))?|a scris|írta|napsal(?:\(a\)|a)?"
    r"|napísal(?:\(a\)|a)?|napisa(?:o|la)(?: je)?|rašė|rakstīja|yazdı|έγραψε|đã viết|menulis"
    r"|เขียนว่า|כתב(?:/ה|ה)?|كتب|写道|寫道|님이 작성|작성|書きました)"
)
_WROTE = (
    rf"(?:wrote|writes?|said|{_WROTE_ABROAD}"
    r"|(?:の|からの)?(?:メール|メッセージ))"
)
_ON = r"(?:On|Le|Am|El|Em|Il|Op|Den|Dnia|W dniu|Dne|At|In|På|Pe|-{2,4}\s?On)\s"
_YEAR = r"(?=.{0,200}(?<!\d)(?:19|20)\d\d(?!\d))"
_CLOCK = r"(?=.{0,250}(?<!\d)\d\d?[:.時]\s?\d\d)"

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
    rf"|{_YEAR}{_CLOCK}[^。]{{8,250}}<{_ADDRESS}>(?:\s\S{{2,20}}){{0,2}}{_COLON}"
    # Taro (<taro@example.com>) kirjutas … kell 10:00:  and whatever else names whom and when
    rf"|{_YEAR}{_CLOCK}(?=.{{0,200}}[<(]{_ADDRESS}[>)])[^。]{{8,300}}{_COLON}"
    # Dne 1. 1. 2026 v 10:00 Taro napsal(a):   Taro kirjoitti 1.1.2026 klo 10.00:
    rf"|{_YEAR}{_CLOCK}[^。]{{4,200}}{_WROTE_ABROAD}.{{0,60}}{_COLON}"
    rf"|{_YEAR}.{{4,120}}пользователь.{{1,80}}написал{_COLON}"
    rf"|^\s*(?:Am|Dne|W dniu|\d\d?\.)\s?\d\d?[./]\s?\d\d?[./].{{4,200}}{_WROTE_ABROAD}.{{0,60}}{_COLON}"
    # In message <…>, Taro writes:   Quoting Taro <taro@example.com>:   Taro wrote (2026/01/01 …):
    rf"|^\s*In (?:message|article|mail)\s.{{3,300}}\s(?:writes?|wrote|says?|said){_COLON}"
    rf"|^\s*(?:Quoting|Zitat von|Citando|Citation de)\s.{{0,120}}<{_ADDRESS}>{_COLON}"
    rf"|^\s*[^。]{{1,80}}\swrote\s?[(（]{_DATE}[^)）]{{0,40}}[)）]{_COLON}"
    rf"|^\s*\S[^<>]{{0,80}}\svia\s[^<>]{{1,80}}\s(?:<{_ADDRESS}>\s)?(?:writes|wrote|schrieb){_COLON}"
    # Taro <taro@example.com> wrote:   Taro <taro@example.com> schrieb am 1. Jan. 2026 um 10:00:
    rf"|^\s*\S[^<>]{{0,80}}<{_ADDRESS}>\s(?:wrote|schrieb|skrev|kirjoitti|a .crit|napisał\(a\)|escribió)"
    rf".{{0,80}}{_COLON}"
    # 在 2026年1月1日，山田 <…> 写道：   2026년 1월 1일 … 작성:
    rf"|^\s*(?:在\s?)?{_DATE}[^。]{{0,200}}(?:写道|寫道){_COLON}"
    rf"|^\s*\S[^。]{{0,120}}\s[于於]\s?{_DATE}[^。]{{0,60}}(?:写道|寫道){_COLON}"
    rf"|^\s*\d{{4}}년.{{1,200}}(?:작성|메시지)\s?{_COLON}",
    re.IGNORECASE | re.DOTALL,
)

DATED = re.compile(rf"(?<!\d)(?:19|20)\d\d(?!\d)|{_DATE}|\d\d?[./]\d\d?[./]")

# What an older program writes in a line above.
ABOVE = re.compile(r"^In (?:(?:message|article|mail)\b|<\S{3,250}@)|^On [A-Z][a-z]{2,8},?$")

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

_ORIGINALS = (
    r"original|original (?:message|appointment)|(?:reply|reply to) message"
    r"|(?:返信)?元の?(?:メッセージ|メール)|オリジナル\s?(?:メッセージ|メール)|以前のメッセージ"
    r"|ursprüngliche (?:nachricht|mail)|original-?nachricht"
    r"|message (?:d'origine|original)|mensaje original|mensagem original|missatge original"
    r"|messaggio originale|mesaj original|oorspronkelijk bericht|originele bericht"
    r"|oprindelig (?:meddelelse|besked)|opprinnelig melding|original(?:t )?meddelande"
    r"|ursprungligt meddelande|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna"
    r"|původní (?:zpráva|e-?mail)|pôvodná správa|eredeti üzenet"
    r"|(?:исходное|оригинальное|первоначальное) сообщение|оригінальне повідомлення"
    r"|(?:orijinal|özgün) (?:mesaj|i̇?leti)|αρχικό μήνυμα|pesan asli|thư gốc"
    r"|原始(?:邮件|郵件|訊息|信件)|(?:邮件|郵件)原件|원본 (?:메시지|메일)"
)
ORIGINAL = re.compile(
    rf"^[\s>*]*[-_=*─━ー－]{{2,}}+\s*+(?:{_ORIGINALS})\s*[-_=*─━ー－]*\s*$",
    re.IGNORECASE,
)

FORWARD = re.compile(
    r"^(?:[-_=*─━ー－]{2,}+\s*+(?:forwarded (?:message|by.{0,100})|転送(?:メッセージ|メール|された(?:メール|メッセージ))?"
    r"|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)"
    r"|doorgestuurd bericht|messaggio inoltrato|videresendt (?:meddelelse|melding|besked)"
    r"|vidarebefordrat meddelande|przekazana wiadomość|přeposlaná zpráva|továbbított üzenet"
    r"|пересылаемое сообщение|转发的?邮件|轉寄郵件|전달된 (?:메시지|메일))"
    r"\s*:?\s*[-_=*─━ー－]*"
    r"|(?:begin forwarded message|start of forwarded message|début du message (?:transféré|réexpédié)"
    r"|anfang der weitergeleiteten (?:nachricht|e-mail)|inizio (?:del )?messaggio inoltrato"
    r"|inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)"
    r"|begin doorgestuurd bericht|以下、?転送(?:です|します)?)\s*[:：。])\s*$",
    re.IGNORECASE,
)

_SENDER = (
    "From|差出人|送信者|送信元|发件人|寄件者|寄件人|Von|De|De la|Da|Van|Fra|Från|Lähettäjä|Od"
    "|Feladó|От|Від|Kimden|Από|Dari|Từ|보낸 ?사람|מאת|من|Expéditeur|Mittente|Afzender"
)
_OTHER = (
    "Sent|To|Cc|Bcc|Subject|Date|Reply-To|Sent at|Importance|Attachments"
    "|送信日時|受信日時|送信日|日[ \u3000]?時|日付|宛[ \u3000]?先|件[ \u3000]?名|題名|返信先|重要度|添付ファイル"
    "|发送时间|发送日期|收件人|主题|抄送|日期|寄件日期|傳送日期|收件者|主旨|主題|副本"
    "|Gesendet|An|Betreff|Datum|Kopie|Antwort an"
    "|Envoyé(?: le)?|À|Objet|Destinataire|Répondre à|Enviado(?: el| em)?|Enviada em|Para|Asunto|Assunto|Fecha"
    "|Inviato|A|Oggetto|Data|Destinatario|Verzonden|Aan|Onderwerp|Beantwoorden - Aan"
    "|Sendt|Til|Emne|Dato|Skickat|Till|Ämne|Kopia|Lähetetty|Vastaanottaja|Aihe|Päivämäärä|Päiväys|Kopio"
    "|Wysłano|Wysłane|Do|Temat|Odesláno|Odoslané|Komu|Předmět|Predmet|Kopie|Elküldve|Küldve|Címzett|Tárgy|Dátum"
    "|Отправлено|Дата|Кому|Тема|Копия|Надіслано|Копія|Gönderildi|Tarih|Kime|Konu|Bilgi"
    "|Trimis|Către|Subiect|Στάλθηκε|Ημερομηνία|Προς|Θέμα|Dikirim|Tanggal|Kepada|Perihal"
    "|Đã gửi|Ngày|Đến|Chủ đề|נשלח|תאריך|אל|נושא|تم الإرسال|إلى|الموضوع"
    "|보낸 ?날짜|날짜|받는 ?사람|제목|참조"
)
_BEFORE_NAME = r"^[\s>*_|■●・◆]{0,6}"
SENDER = re.compile(rf"{_BEFORE_NAME}(?:{_SENDER})[\s*]{{0,3}}[:：]", re.IGNORECASE)
HEADER = re.compile(rf"{_BEFORE_NAME}(?:{_SENDER}|{_OTHER})[\s*]{{0,3}}[:：]", re.IGNORECASE)
