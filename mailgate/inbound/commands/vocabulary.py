"""The words of each command, Japanese and English: whole lines first, then words in a sentence.

Patterns are tried on a line without ornaments and politeness (plain.py), ignoring case; what they
name (`words`, `address`, `date`, …) is read by grammar.py.
"""

import re
from functools import cache

from forum.boards import Mode
from mailgate.inbound.commands.request import Command

ADDRESS = r"(?P<address>[^\s@<>、。をにへ「」]+@[A-Za-z0-9.\-\[\]:]+)"
_PLACE = (
    r"(?P<place>https?://\S+|[#No.№第]*\s*\d{1,7}(?:\s*[-−ー]\s*\d{1,5})?(?:番|号)?(?:の話題)?)"
)
_TOPIC = r"(?:この|その|今回の)?(?:話題|スレッド|トピック|件)"

_WHOLE: tuple[tuple[Command, str], ...] = (
    (Command.CONFIRM, r"(?:confirm|確認|ok)\s*[:\s]\s*(?P<token>[0-9a-z]{15})"),
    (Command.END, r"end|eof|exit|おわり|終わり|終了|以上"),
    (Command.LANGUAGE, r"english|英語|英語で|in english|japanese|日本語|日本語で|in japanese"),
    # --- reading ---
    (Command.HELP, (r"help(?:\s+(?:english|japanese|英語|日本語|me))*|info|usage|commands?|manual|h"
                   r"|ヘルプ|へるぷ|使い方|使いかた|つかいかた|使用方法|利用方法|操作方法|案内|説明|コマンド(?:一覧)?|手引き?")),
    (Command.SEARCH, r"(?:search|find|grep|検索|さがす|探す|けんさく|ケンサク)(?:\s*(?:for|ワード|:))?[\s:]\s*(?P<words>\S.*)"),
    (Command.SEARCH, r"(?:検索|探す)(?P<words>[「『\"].+)"),
    (Command.SEARCH, r"(?P<words>\S.*?)[」』\"]?\s*(?:を|で)\s*(?:検索|さがす|さがし|探し(?:て)?|探す)"),
    (Command.STATUS, (r"(?:status|which|settings?|my\s*(?:status|settings|subscriptions?)|whoami|状況|状態|設定|登録内容|登録状況|確認|いまの(?:設定|登録)|今の(?:設定|登録)|私の登録|参加状況)"
                     r"(?:(?:を|の)(?:確認|教えて|知りたい))?(?:\s*(?P<words>(?:第?\s*)?(?:提案|伝達|proposal|relay).*|令和.*|第?\s*\d+\s*号?))?")),
    (Command.STATUS, r"(?P<words>(?:令和\S*?)?(?:提案|伝達)\s*(?:第)?\s*\d+\s*(?:号)?)(?:の(?:状況|状態|その後|様子))?(?:は|を(?:教えて|知りたい))?\??"),
    (Command.THREADS, (r"(?:threads?|topics?)(?:\s*list)?|list(?:\s+(?:threads|topics))?|話題(?:の?一覧|リスト)?|一覧|目次|わだい|スレッド(?:一覧)?"
                      r"|(?:threads|話題一覧|一覧)\s*(?:page|p|ページ)?\s*(?P<page>\d{1,4})(?:ページ(?:目)?)?")),
    (Command.THREAD, (rf"(?:thread|topic|read|get|show|話題|わだい|スレッド|読む|全文)\s*[:#]?\s*{_PLACE}(?:\s*(?:を|の)?\s*(?:読む|読みたい|全文|全部|送って))?"
                     r"(?:[\s/,、の]+(?:page|p\.?|ページ)?\s*(?P<page>\d{1,4})\s*(?:ページ(?:目)?)?)?")),
    (Command.MAILS, (r"where\s*(?:is|are)\s*my\s*(?:(?:e-?)?mails?|posts?)\??|my\s*(?:(?:e-?)?mails?|posts?)\??|mails"
                    r"|(?:私の|自分の|わたしの)?(?:送った|出した)?(?:メール|投稿)(?:は|が)?\s*(?:どこ|どう|届い|行方|ゆくえ|様子|載りました|載った)"
                    r"(?:に|へ|なり|なった|ました|まし|て|た|い|あり|ある|行き|行った|ます|です|か|の|を|知りたい|教えて|\?)*")),
    (Command.RECEIPTS, r"(?:receipts?|acknowledge(?:ment)?s?|掲載通知|掲載の(?:お)?知らせ|受領通知)\s*(?:を|は|も|:|=|\s)*\s*(?P<flag>はい|いいえ|受け取る|受け取らない|受け取りたい|届けて|いる|いらない|要る|要らない|いりません|必要|不要|送る|送らない(?:で)?|やめる|やめたい|yes|no|on|off)?"),
    # --- how mail comes ---
    (Command.VACATION, r"(?:resume|unpause|back|vacation\s*[:\s]\s*(?:off|end|no|0)|holiday\s+off|再開|さいかい|休み(?:を)?(?:終わ(?:り|る)|やめる|解除|取消|取り消し)|休止(?:を)?(?:解除|終了)|(?:配信|お届け|メール|受信)(?:を|の)?再開)(?P<off>)"),
    (Command.VACATION, r"(?:vacation|pause|holiday|away|suspend|hold)(?:\s+mail)?\s*(?:[:\s]\s*(?:until|till|to|for)?\s*(?P<date>.+))?"),
    (Command.VACATION, r"(?P<date>.{1,30}?)\s*(?:まで|の間)?\s*(?:は)?(?:(?:メール|配信|受信|お届け|受け取り)(?:を|は)?)?\s*(?:お休み|休み|休む|休んで|休止|やすみ|休ませて|一時停止|中断)"),
    (Command.VACATION, r"(?:(?:メール|配信|受信|お届け)(?:を|は|の)?)?\s*(?:お休み|休み|休む|休止|やすみ|休暇|一時停止|中断)\s*[:、,\s]?\s*(?P<date>.{0,30})"),
    (Command.VACATION, r"(?P<date>.{1,30})\s*(?:まで)\s*(?:は)?(?:(?:配信|メール|受信|お届け)(?:を|は)?)?\s*(?:停止|中止|止めて|とめて|ストップ|不要|いりません|要りません|受け取りません|送らないで)"),
    (Command.OWN_POSTS, r"(?:own\s*posts?|my\s*posts?|copies|ack)\s*[:=\s]\s*(?P<flag>yes|on|no|off|1|0)"),
    (Command.OWN_POSTS, r"(?:自分の投稿|自投稿|自分のメール|自分の書いた(?:もの|メール|投稿))(?:の(?:控え|コピー|写し))?(?:も|は|を)?\s*[:=]?\s*(?P<flag>はい|いいえ|受け取る|受け取らない|受け取りたい|届けて|届く|届かない|いる|いらない|要る|要らない|いりません|必要|不要|送る|送らない(?:で)?|yes|no|on|off)"),
    (Command.DIGEST, r"(?:digest\s*(?:format)?\s*[:=\s]\s*)?(?P<format>plain|mime|プレーン|平文)(?:\s*digest)?"),
    (Command.DIGEST, r"(?:まとめ|ダイジェスト)(?:の形(?:式)?)?(?:を|は)?\s*[:=]?\s*(?P<format>プレーン|平文|文字だけ|テキスト|mime|添付|個別)(?:で|に|形式)?"),
    (Command.MODE, (r"(?:(?:set\s+)?(?:mode|delivery|受け取り方|受取方法|配信(?:方法)?)\s*(?:を|は|:|=|\s)?\s*)?(?P<mode>each|every|all|daily|weekly|digest|follow(?:ed)?(?:\s+only)?|none|nomail"
                   r"|(?:毎回|都度|そのつど|1通ずつ|一通ずつ|すぐに?|届くたび|投稿ごと|投稿のたび|全部|すべて)"
                   r"|(?:毎日|日刊|1日1回|一日一回|1日に1回|日に1回|1日分?|一日)|(?:毎週|週刊|週1回?|週一回?|週に1回|週に一回|1週間に1回|一週間分?)"
                   r"|(?:フォローだけ|フォローのみ|追って(?:い)?る(?:話題|もの)(?:だけ|のみ)|フォローした話題だけ)"
                   r"|(?:受け取らない|受け取りません|送らない|届けない|メール(?:は|を)?(?:なし|不要|いりません)|メールなし|ウェブだけ|webだけ|読むだけ|投稿だけ))"
                   r"(?:\s*(?:の)?(?:digest|まとめ(?:て)?|ダイジェスト|送る|送って|届けて|受け取る|受け取りたい|配信|でいい|がいい|に|で|mail|delivery|モード|に変更|へ変更|に変えて|に切り替え(?:て)?))*")),
    (Command.MODE, r"(?P<mode>まとめ(?:て)?(?:送って|受け取る|読みたい|ほしい|配信)?|ダイジェスト)"),
    # --- threads ---
    (Command.UNFOLLOW, rf"(?:unfollow|unmute|unwatch|フォロー解除|フォローをやめ(?:る|たい)?|ミュート解除|ミュートをやめ(?:る|たい)?)\s*[:\s]?\s*{_PLACE}?"),
    (Command.UNFOLLOW, rf"{_TOPIC}?\s*{_PLACE}?\s*(?:の|を)?\s*(?:フォロー|ミュート)\s*(?:を)?\s*(?:解除|やめ(?:る|たい)?)"),
    (Command.FOLLOW, rf"(?:follow|watch|track|フォロー|追う|追いかける|おう)\s*[:\s]?\s*{_TOPIC}?\s*{_PLACE}?"),
    (Command.FOLLOW, rf"(?:{_TOPIC}\s*{_PLACE}?|{_PLACE})\s*(?:を|の)?\s*(?:フォロー|追う|追いかける|追いたい)".replace("?P<place>", "?P<place2>", 1)),
    (Command.MUTE, rf"(?:mute|ignore|unwatch thread|ミュート|みゅーと)\s*[:\s]?\s*{_TOPIC}?\s*{_PLACE}?"),
    (Command.MUTE, rf"(?:{_TOPIC}\s*{_PLACE}?|{_PLACE})\s*(?:を|の|は)?\s*(?:ミュート|止める|止めて|とめて|不要|いりません|いらない|受け取らない|読まない)".replace("?P<place>", "?P<place2>", 1)),
    (Command.REPORT, rf"(?:report|flag|報告|通報|ほうこく)\s*(?:post)?\s*[:\s]?\s*{_PLACE}?\s*[:、,\s]?\s*(?P<words>.*)"),
    (Command.REPORT, rf"{_TOPIC}?\s*{_PLACE}?\s*(?:の投稿|この投稿)?\s*を\s*(?:報告|通報)"),
    # --- addresses ---
    (Command.CHANGE_ADDRESS, rf"(?:change\s*(?:my\s+)?(?:e-?mail\s+)?(?:address)?|new\s*address|address\s*change|set\s+address|アドレス(?:の|を)?\s*変更|アドレス(?:が)?(?:変わりました|変わった|かわりました)|メアド変更|機種変更?)\s*(?:to|は|を|:|\s)*\s*{ADDRESS}?(?:\s*(?:に|へ)(?:\s*変更)?)?"),
    (Command.CHANGE_ADDRESS, rf"(?:メール)?アドレスを\s*{ADDRESS}\s*(?:に|へ)\s*(?:変更|変え(?:る|て)?|変わりました)?"),
    (Command.ADD_ADDRESS, rf"(?:add\s*(?:an?other\s+|my\s+|second\s+)?(?:e-?mail\s+)?(?:address)?|second\s*address|アドレス(?:の|を)?\s*追加|メアド追加|(?:2|二)つ目のアドレス|別のアドレス(?:を|の)?(?:追加)?)\s*(?::|\s|は|を)*\s*{ADDRESS}"),
    (Command.ADD_ADDRESS, rf"(?:メール)?(?:アドレス(?:に|を|として)?)?\s*{ADDRESS}\s*(?:を|も)\s*(?:追加|加える|加えて|使いたい|使う)"),
    (Command.REMOVE_ADDRESS, rf"(?:remove|delete|drop)\s+(?:my\s+)?(?:e-?mail\s+)?(?:address\s+)?{ADDRESS}|(?:アドレス|メアド)(?:の|を)?\s*(?:削除|解除|外す|はずす)\s*[:\s]?\s*" + ADDRESS.replace("?P<address>", "?P<address2>")),
    (Command.REMOVE_ADDRESS, rf"(?:メール)?(?:アドレス)?\s*{ADDRESS}\s*を\s*(?:削除|解除|外す|外して|はずす|使わない)"),
    (Command.MAIN_ADDRESS, rf"(?:main|primary|default)\s*(?:address)?\s*[:\s]\s*{ADDRESS}|(?:主|メイン|おもな|主な)の?アドレス(?:を|は)?\s*[:\s]?\s*" + ADDRESS.replace("?P<address>", "?P<address2>") + r"(?:\s*(?:に|へ))?"),
    # --- my data ---
    (Command.ERASE, r"(?P<anonymous>anonymous(?:ly)?\s*|匿名で?\s*(?:に(?:して)?)?\s*)?(?:(?:delete|erase|remove|forget)\s*(?:all\s+)?(?:my\s+)?(?:data|account|everything|me\s+completely)|(?:私の|自分の|すべての|全部の)?(?:データ|個人情報|アカウント|記録)(?:を|の)?(?:すべて|全部|全て)?\s*(?:削除|消去|抹消|消して|消す)|登録抹消)(?P<anonymous2>\s*(?:anonymous(?:ly)?|匿名(?:で|に)?))?"),
    (Command.EXPORT, r"(?:export|download)(?:\s*(?:my\s*)?(?:data|everything))?|my\s*data|(?:私の|自分の)?(?:データ|個人情報|記録|投稿)(?:を|の)?\s*(?:受け取る|受け取りたい|書き出し|書き出す|取り出し|エクスポート|送って|全部ほしい|もらう|開示)|マイデータ|データ"),
    (Command.CLAIM, r"claim|(?:web|website)\s*(?:account|login)|log\s*in|login|sign\s*in|(?:ウェブ|web|ホームページ|サイト)(?:の|に|も|を|で)?\s*(?:登録|ログイン|使う|使いたい|アカウント|も使いたい|参加)|ログイン|アカウント(?:作成|登録)?"),
    # --- coming and going ---
    (Command.LEAVE, r"(?:leave|unsubscribe|unsub|signoff|sign\s*off|stop|quit|remove|remove me|cancel|taikai|opt\s*out|bye)(?:\s+(?:me|us|all|mail|emails?|this|the|list|mailing\s*list|from|my|subscription|[a-z0-9-]{1,40}@?))*"),
    (Command.LEAVE, r"(?:購読|参加|登録|配信|受信|メール|メルマガ|会員|メーリングリスト)?(?:の|を|から)?(?:退会|脱会|解除|解約|停止|中止|たいかい|かいじょ|タイカイ|カイジョ)(?:手続き?|届け?)?"),
    (Command.JOIN, r"(?:(?:新規)?参加|(?:新規)?登録|入会|加入|購読|さんか|とうろく|サンカ|トウロク|配信)(?:の|を)?(?:申し?込み?|手続き?|開始|登録)?"),
    (Command.JOIN, r"(?:join|subscribe|sub|register|sign\s*up|signup|sanka|touroku)(?:\s+(?:me|us|to|the|this|list|mailing\s*list|[a-z0-9-]{1,40}@?))*"),
)  # fmt: skip


@cache
def whole_lines() -> tuple[tuple[Command, re.Pattern[str]], ...]:
    """The patterns of whole lines, compiled when the first is read: the first page waits for none."""
    return tuple((command, re.compile(rf"(?:{words})", re.IGNORECASE)) for command, words in _WHOLE)


# A sentence that says one of these is taken for that command. Leaving is looked for first: 登録解除
# and 「参加をやめたい」 hold both words.
SENTENCES: tuple[tuple[Command, frozenset[str], tuple[str, ...]], ...] = (
    (
        Command.LEAVE,
        frozenset(["leave", "unsubscribe", "unsub", "signoff", "stop", "quit", "remove", "cancel", "taikai"]),
        (
            "退会", "脱会", "解除", "解約", "停止", "中止", "削除", "抹消", "やめ", "止め", "辞め", "とめて",
            "抜け", "不要", "退出", "たいかい", "かいじょ", "タイカイ", "カイジョ", "送らないで", "いりません",
        ),
    ),
    (
        Command.HELP,
        frozenset(["help", "info", "usage", "commands", "how"]),
        (
            "ヘルプ", "へるぷ", "使い方", "使いかた", "つかいかた", "使用方法", "利用方法",
            "案内", "方法", "説明", "教えて", "わかりません", "分かりません",
        ),
    ),
    (
        Command.JOIN,
        frozenset(["join", "subscribe", "sub", "register", "signup", "sanka", "touroku"]),
        (
            "参加", "登録", "入会", "加入", "購読", "申込", "申し込", "申しこ", "配信希望",
            "入れて", "はいりたい", "入りたい", "さんかし", "さんかを", "とうろく", "サンカ", "トウロク",
        ),
    ),
)  # fmt: skip

# A sentence with one of these asks for nothing of the kind, or for the opposite.
NOT_SO = re.compile(
    r"参加(?:者|費|団体|人数)|登録(?:者|料)|(?:退会|解除|停止|やめ(?:る|たく)|止め|辞め|参加|登録|購読|入会)(?:しません|しない|するつもりは(?:ありません|ない)|したくない|したくありません|はしません|たくない|たくありません|ません)"
    r"|ないで(?:ください|下さい)?$(?<!送らないで)(?<!送らないでください)(?<!送らないで下さい)|\b(?:don'?t|do not|never)\b",
    re.IGNORECASE,
)

MODES: tuple[tuple[Mode, str], ...] = (
    (Mode.FOLLOW, r"follow|フォロー|追って"),
    (Mode.NONE, r"none|nomail|ない|ません|なし|不要|だけ"),
    (Mode.WEEKLY, r"week|週"),
    (Mode.EACH, r"each|every|\ball|毎回|都度|つど|ずつ|すぐ|たび|ごと|全部|すべて"),
    (Mode.DAILY, r"."),
)

# What is offered to whoever wrote something else: as one would write it.
CANONICAL: dict[str, tuple[str, ...]] = {
    "ja": ("参加", "退会", "ヘルプ", "毎回", "毎日", "毎週", "受け取らない", "休み 12月31日まで", "再開", "自分の投稿 いいえ",
           "話題一覧", "話題 12", "フォロー 12", "ミュート 12", "検索 防災", "状況", "報告 12-3", "アドレス追加", "アドレス変更",
           "アドレス削除", "データ", "データ削除", "ウェブ登録"),
    "en": ("join", "leave", "help", "each", "daily", "weekly", "none", "vacation 2026-12-31", "resume", "own posts no",
           "threads", "thread 12", "follow 12", "mute 12", "search park", "status", "report 12-3", "add address",
           "change address", "remove address", "export", "delete my data", "claim"),
}  # fmt: skip

# Lines that belong to a letter and ask for nothing.
PLEASANTRY = re.compile(
    r"(?:拝啓|前略|敬具|草々|取り急ぎ.*|(?:いつも)?(?:大変)?お世話に(?:なります|なっております|なってます|なりました).*|こんにちは|こんばんは|おはようございます"
    r"|(?:ご|御)?担当(?:者)?(?:様|さま|殿)?|(?:事務局|協議会|進行役|各位|関係者)\S{0,6}(?:様|御中|さま)?|.{1,20}(?:様|さま|御中|殿)"
    r"|(?:以上|どうぞ|何卒|なにとぞ|では|それでは)?[、。]?\s*(?:よろしく|宜しく).{0,20}|失礼(?:し|いたし|致し)ます|ありがとうございま(?:す|した)"
    r"|.{1,20}(?:です|と申します|ともうします)|お疲れ様です|はじめまして|初めまして"
    r"|hi|hello|hey|dear\b.{0,40}|(?:good\s+)?(?:morning|afternoon|evening)|to whom it may concern"
    r"|thanks?(?:\s+(?:you|a lot|in advance|so much))*|(?:best|kind|warm)?\s*regards|sincerely|yours\b.{0,20}|cheers|please|thx)",
    re.IGNORECASE,
)
