"""The lines with which a mail is signed, by a person, a telephone or a mailing list."""

import re

DASHES = re.compile(r"^(?:--|—|――)\s*$")

# OpenPGP's, beneath words that are signed where they stand (RFC 9580 7.1).
SEAL, SEAL_END = "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"

AFTERTHOUGHT = re.compile(r"^(?:P\.?\s?S\.?\b|追伸|追記|二伸)", re.IGNORECASE)

_DEVICE = r"iPhone|iPad|iPod|iOS|Android|Xperia|Galaxy|スマートフォン|スマホ|携帯(?:電話)?|ケータイ|Windows|Outlook|Gmail|Yahoo!?\s?メール|Mac"
DEVICE = re.compile(
    rf"^(?:\W{{0,3}})(?:(?:私|わたし|僕|自分)の)?\s?(?:{_DEVICE})[^。\n]{{0,20}}から(?:の)?送信(?:しました|されました|しています|します)?[。.]?$"
    rf"|^(?:iOS|Android)\s?[版用]の?\s?Outlook\s?を(?:取得|入手)[^。]{{0,10}}$"
    rf"|^Outlook for (?:iOS|Android)\s?(?:を(?:取得|入手))?$"
    r"|^(?:get|download) \[?outlook for (?:ios|android).{0,60}$"
    r"|^\W{0,3}(?:sent (?:from|via|with|by)|from my) (?:my |mail |a |the )?[\w.!&+\[\] -]{1,50}"
    r"(?:, please excuse.{0,40})?\W{0,3}(?:\s?[<(]?https?://\S{1,200}[>)]?.{0,20})?$"
    r"|^envoyé (?:de|depuis|à partir de) (?:mon|ma|yahoo|mail|outlook)[^,]{0,60}$"
    r"|^(?:von meinem|von meiner) .{1,40} gesendet\.?$|^gesendet (?:mit|von|über) .{1,50}$"
    r"|^enviado (?:desde|do|de|a partir do|via) (?:mi|meu|minha|mail|outlook|yahoo)?[^,.]{1,40}\.?$"
    r"|^inviato da (?:iphone|ipad|.{1,30})$|^verstuurd vanaf mijn .{1,30}$|^verzonden met .{1,30}$"
    r"|^skickat från min .{1,30}$|^sendt fra min .{1,30}$|^lähetetty .{1,30}(?:ista|ilta|sta|lta)$"
    r"|^wysłane z .{1,30}$|^发自我的.{1,20}$|^從我的.{1,20}傳送$|^나의 .{1,20}에서 보냄$",
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
    "wysłane",
    "发自",
    "傳送",
    "에서 보냄",
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
