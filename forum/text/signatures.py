"""The lines with which a mail is signed, by a person, a telephone or a mailing list."""

import re

DASHES = re.compile(r"^(?:--|—|――)\s*$")

# OpenPGP's, beneath words that are signed where they stand (RFC 9580 7.1).
SEAL, SEAL_END = "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"

AFTERTHOUGHT = re.compile(r"^(?:P\.?\s?S\.?\b|追伸|追記|二伸)", re.IGNORECASE)

_DEVICE = (
    r"iPhone|iPad|iPod|iOS|Android|Xperia|Galaxy|BlackBerry|スマートフォン|スマホ|携帯(?:電話)?|ケータイ"
    r"|タブレット|Windows|Outlook|Gmail|Yahoo!?\s?(?:JAPAN)?\s?の?\s?メール|メール\s?アプリ|Mac|Spark|Thunderbird"
)
_CARRIER = r"docomo|ドコモの?|au|softbank|ソフトバンクの?|らくらく"
DEVICE = re.compile(
    rf"^\W{{0,3}}(?:この(?:メール|メッセージ)は、?)?(?:(?:私|わたし|僕|自分)の)?\s?(?:{_CARRIER})?\s?(?:{_DEVICE})"
    r"[^。\n]{0,20}から(?:の)?送信(?:しました|されました|し(?:てい)?ます|します)?[。.)）]?$"
    rf"|^(?:iOS|Android)\s?[版用]の?\s?Outlook\s?[をの](?:取得|入手)[^。]{{0,10}}$"
    rf"|^Outlook for (?:iOS|Android)\s?(?:を(?:取得|入手))?$"
    # Outlook's line, with its link or without.
    r"|^(?:get|download|télécharge[rz]|obten(?:ir|er|ez|ga)|obtenha|ottieni|scarica|hämta|hent|hanki"
    r"|pobierz|holen sie sich|загрузите|скачать) \[?outlook .{0,60}$"
    r"|^\[?outlook (?:für|voor|for) (?:ios|android)\]?.{0,40} (?:herunterladen|downloaden)$"
    r"|^\W{0,3}(?:sent (?:from|via|with|by)|from my) (?:my |mail |a |the )?[\w.!&+\[\] -]{1,50}"
    r"(?:, please excuse.{0,40})?\W{0,3}(?:\s?[<(]?https?://\S{1,200}[>)]?.{0,20})?$"
    r"|^envoyé (?:de|depuis|à partir de) (?:mon|ma|yahoo|mail|outlook)[^,]{0,60}$"
    r"|^(?:von meinem|von meiner) .{1,40} gesendet\.?$|^gesendet (?:mit|von|über) .{1,50}$"
    r"|^diese (?:nachricht|e-?mail) wurde von .{1,60} gesendet\.?$"
    r"|^enviado (?:desde|do|de|a partir do|via) (?:mi|meu|minha|mail|outlook|yahoo)?[^,.]{1,40}\.?$"
    r"|^inviato da(?:l|lla)? .{1,30}$|^verstuurd vanaf mijn .{1,30}$|^verzonden (?:met|vanuit|vanaf) .{1,30}$"
    r"|^skickat från (?:min )?.{1,30}$|^sendt fra (?:min )?.{1,30}$|^lähetetty .{1,30}(?:ista|ilta|sta|lta)$"
    r"|^wysłan[eo] z .{1,30}$|^отправлено (?:с|из) .{1,40}$|^надіслано з .{1,30}$|^odes?l(?:áno|ané) z .{1,30}$"
    r"|^odoslané z .{1,30}$|^küldve az? .{1,30}$|^.{1,30}[’']?[ıiuüdtan]{2,5} gönderildi$|^trimis de pe .{1,30}$"
    r"|^στάλθηκε από .{1,30}$|^gửi từ .{1,30}$|^ส่งจาก .{1,30}$|^dikirim dari .{1,30}$"
    r"|^[发發]自我的.{1,20}$|^從我的.{1,20}傳送$|^[나내]의? .{1,20}에서 보냄$|^נשלח מ.{1,30}$|^م.?رسل من .{1,30}$",
    re.IGNORECASE,
)

DEVICE_WORDS = (
    "から送信",
    "からの送信",
    "outlook",
    "sent from",
    "sent via",
    "sent with",
    "sent by",
    "from my ",
    "envoyé",
    "gesendet",
    "enviado",
    "inviato",
    "verstuurd",
    "verzonden",
    "skickat",
    "sendt",
    "lähetetty",
    "wysłan",
    "отправлено",
    "надіслано",
    "odesláno",
    "odoslané",
    "küldve",
    "gönderildi",
    "trimis",
    "στάλθηκε",
    "gửi từ",
    "ส่งจาก",
    "dikirim",
    "发自",
    "發自",
    "傳送",
    "에서 보냄",
    "נשלח",
    "رسل من",
)

RULE = re.compile(r"^[\s]*[-_=*＊~+#─━ー－―—＝＿◆◇■□☆★●○・.:：]{5,}[\s]*$")
CONTACT = re.compile(
    r"〒|\btel\b|電話|fax|e-?mail|mail\s?[:：]|メール\s?[:：]|[@＠]|https?://", re.IGNORECASE
)
BUSINESS = re.compile(
    r"問い?合わ?せ|連絡先|申し?込|日\s?時|場\s?所|会\s?場|締\s?切|議\s?題|件\s?名|対\s?象|定\s?員|資\s?料"
)

LIST_RULE = re.compile(r"^(?:_{2,}|-{20,}|--~--~-{5,}.*)\s*$")
LIST_WORDS = re.compile(
    r"mailing list|listinfo|unsubscribe|subscribe|google groups|メーリングリスト|購読|配信停止|退会"
    r"|archive->|ML->|list-?archive",
    re.IGNORECASE,
)
