"""What hosts write when they don't take a mail, in English and in Japanese, by cause.

The list is walked from the top: what is more telling stands before what is said of everything.
"""

import re
from functools import cache

from forum.bouncing.failures import Cause

_WORDS: tuple[tuple[Cause, tuple[str, ...]], ...] = (
    # The first few are read otherwise by what stands below them.
    (
        Cause.SYSTEM,
        (
            r"procmail:",
            r"maildrop:",
        ),
    ),
    (
        Cause.FILTERED,
        (r"error_code :requested action not taken: mailbox unavailable",),
    ),
    (
        Cause.UNREACHABLE,
        (
            r"host not found, try again",
            r"malformed or unexpected name server",
        ),
    ),
    (
        Cause.UNKNOWN_USER,
        (
            r"recipient address rejected: access denied",
            r"\d recipient rejected(?!: mailbox)",
            r"> recipient rejected",
        ),
    ),
    (
        Cause.UNKNOWN_HOST,
        (
            r"account or domain may not exist",
            r"find a mail exchanger",
        ),
    ),
    (
        Cause.REFUSED,
        (
            r"permission to post",
            r"from: domain is invalid",
            r"valid from:",
            r"domain of sender address",
            r"sender.{0,80} does not exist",
        ),
    ),
    (
        Cause.TAKES_NO_MAIL,
        (
            r"system not accepting network messages",
            r"indicated no smtp service",
            r"null ?mx",
            r"does(?:n.t| not) (?:accept|receive) e?-?mail according",
        ),
    ),
    (
        Cause.MAILBOX_FULL,
        (
            (
                r"(?:mail ?box|inbox|mailfolder|maildir(?:ectory)?|mail drop|mail folder"
                r"|account)\W.{0,40}(?:is |are |was )?(?:full|over quota|exceed|too (?:full"
                r"|large)|out of space)"
            ),
            r"over ?quota",
            r"over (?:the |its |their |disk |allowed |storage |mailbox ){1,3}quota",
            r"reached (?:its |their |the )?(?:disk |storage |mailbox )quota",
            r"space has been used up",
            r"not have enough (?:storage |disk |free )?space",
            r"mailbox would exceed",
            r"overdrawn",
            r"quota (?:is )?(?:full|exceeded|violation|exceeds)",
            r"exceed\w* .{0,40}quota",
            (
                r"(?:disk|storage|mail|mailbox|user|domain) (?:space |storage )?(?:quota"
                r"|limit) exceeded"
            ),
            (
                r"insufficient (?:disk|storage|mailbox) ?(?:space|quota)?.{0,20}(?:mailbox"
                r"|user|recipient)"
            ),
            r"no (?:free |more )?space (?:left )?in (?:the )?mailbox",
            r"not enough (?:storage|disk|free) ?space",
            r"mailbox (?:size )?(?:limit|has exceeded)",
            r"too many messages in (?:the |this )?mailbox",
            r"number of messages in recipient.?s mailbox",
            r"boundary of mailbox",
            r"message would exceed",
            r"exceeded (?:the )?(?:storage|mailbox|local) (?:allocation|limit|size)",
            r"inbox (?:is )?full",
            r"mailbox_?full",
            r"full mailbox",
            r"box full",
            r"user is over",
            r"bo[iî]te.{0,40}pleine",
            r"buz[oó]n.{0,40}lleno",
            r"postfach.{0,40}voll\b",
            r"casella.{0,40}piena",
            r"メールボックス.{0,20}(?:一杯|いっぱい|容量|超え|満杯|達して)",
            r"容量(?:を|が)?.{0,8}(?:超え|超過|不足|制限)",
        ),
    ),
    (
        Cause.VIRUS,
        (
            r"(?:virus|worm|malware|infected).{0,60}(?:detect|found|reject|refus|block|contain)",
            r"(?:contain|detect|found|carr)\w*.{0,40}(?:virus|malware|infected)",
            r"ウイルス",
        ),
    ),
    (
        Cause.TOO_BIG,
        (
            r"message (?:is |was |file )?(?:too (?:big|large|long)|larger than)",
            r"message size (?:is )?exceed\w*",
            r"size (?:limit|of (?:the )?message).{0,30}exceed",
            r"exceed\w*.{0,40}(?:message|maximum|allowed) size",
            r"(?:message|mail) length exceeds",
            r"max(?:imum)? message size",
            r"too much mail data",
            r"message exceeds",
            r"サイズ(?:が|を).{0,12}(?:大き|超え|制限)",
        ),
    ),
    (
        Cause.AUTHENTICATION,
        (
            r"\bspf\b",
            r"\bdkim\b",
            r"\bdmarc\b",
            r"sender policy framework",
            r"not (?:pass|authenticated).{0,30}authenticat",
            r"unauthenticated (?:email|mail)",
            r"authenticat\w+ (?:checks?|results?|information).{0,20}(?:fail|did not)",
            r"(?:email|message|sender) .{0,30}(?:fails?|failed|lacks?) .{0,20}authenticat",
        ),
    ),
    (
        Cause.REPUTATION,
        (
            r"reputation",
            r"black ?list",
            r"block ?list",
            r"\brbl\b",
            r"dnsbl",
            r"spamhaus",
            r"spamcop",
            r"barracudacentral",
            r"senderbase",
            (
                r"(?:client|connecting|sending|your|remote|source) (?:host|ip|mail ?server"
                r"|server|address|mta|mx)\W.{0,60}(?:block|banned|reject|refus|denied|listed"
                r"|not (?:allowed|permitted|accepted))"
            ),
            (
                r"(?:blocked|banned|refused|denied|rejected) .{0,60}(?:ip address|your ip"
                r"|client host|your (?:host|server))"
            ),
            r"reverse (?:dns|lookup|mapping|hostname)",
            r"\brdns\b",
            r"\bptr\b",
            r"dynamic (?:ip|address)",
            r"no (?:a|mx) record",
            r"cannot find your (?:reverse )?hostname",
            r"access denied.{0,30}\bip\b",
            r"helo",
            r"ehlo command rejected",
            r"(?:fix|check) (?:your )?(?:reverse )?dns",
            r"connection (?:from|refused|rejected|dropped).{0,40}(?:blacklist|policy|blocked)",
            r"go away",
            r"poor ip",
            r"\b\d{1,3}(?:\.\d{1,3}){3}[\])]? (?:is |was |has been )?(?:blocked|banned|listed)",
        ),
    ),
    (
        Cause.SPAM,
        (
            r"\bspam\b",
            r"spammy",
            r"unsolicited",
            r"bulk (?:e-?)?mail",
            r"\bube\b",
            r"\buce\b",
            r"junk mail",
            r"spam[- ]?(?:like|assassin)",
            r"likely (?:suspicious|unsolicited)",
            r"looks like spam",
            r"advertis",
            r"迷惑メール",
        ),
    ),
    (
        Cause.CONTENT,
        (
            r"content (?:rejected|filter|policy|restrict|not (?:allowed|accept))",
            r"message (?:content|body|header)s? (?:was |is )?(?:rejected|refused|violat|not)",
            r"attachment.{0,40}(?:not|block|reject|refus|prohibit|illegal)",
            (
                r"(?:duplicate|multiple|missing|invalid|malformed|bad|illegal)"
                r" .{0,24}(?:header|message-id|mime|from:)"
            ),
            r"rfc ?(?:2822|5322|822|5321).{0,20}compli",
            r"not rfc",
            r"bare lf",
            r"illegal (?:attachment|content)",
            r"8-?bit",
            r"contains? (?:a |an )?(?:url|link|illegal|invalid|prohibited)",
            r"suspicious (?:content|url)",
        ),
    ),
    (
        Cause.MOVED,
        (
            r"(?:has|have) (?:moved|changed) (?:to|(?:his|her|their|e-?mail) )",
            r"(?:user|recipient) (?:has )?moved",
            r"user not local",
            r"(?:address|mailbox|account) (?:has )?(?:been )?(?:changed|replaced|moved)",
            r"no longer at this",
            r"has been replaced by",
            r"アドレス(?:が|を)変更",
        ),
    ),
    (
        Cause.SUSPENDED,
        (
            r"受け?取り?を停止|(?:利用|サービス)(?:を|が)?(?:停止|休止)|解約",
            (
                r"(?:account|mailbox|user|recipient|domain|inbox|address|mail|email)(?:"
                r" \S{1,60}){0,2}? (?:is |has been |was |been |currently |temporarily "
                r"|administratively )*(?:suspended|disabled|inactive|deactivated|locked"
                r"|blocked|on hold|frozen|expired|not active|restricted)"
            ),
            (
                r"(?:inactive|disabled|suspended|expired|deactivated|locked|frozen)"
                r" (?:account|user|mailbox|recipient|address)"
            ),
            r"not accept\w* (?:mail|email|messages) (?:at this time|for this user)",
            r"user.{0,20}deactivat",
            r"archived recipient",
            r"account that you tried to reach is (?:disabled|inactive|suspended)",
            r"suspend(?:s|ed)? (?:the |this |its )?service",
            r"(?:利用|受信)(?:が|を)?制限(?:されて|中)",
            r"invalid/inactive user",
        ),
    ),
    (
        Cause.TAKES_NO_MAIL,
        (
            (
                r"(?:does not|doesn.t|do not|not) (?:accept|receive) (?:any )?(?:mail|email"
                r"|messages|smtp)(?! (?:from|for|at))"
            ),
            r"mail receiving disabled",
            r"no mail accepted",
            r"not capable of receiving mail",
            r"host .{0,60} does not (?:receive|accept) mail",
        ),
    ),
    (
        Cause.UNKNOWN_HOST,
        (
            (
                r"(?:host|domain)(?: \S{1,80})? (?:or domain )?(?:name )?(?:is )?(?:unknown"
                r"|not found|invalid|does ?n.?t exist|unresolvable)"
            ),
            (
                r"(?:unknown|no such|bad|invalid|illegal|unresolvable|unrouteable|unroutable)"
                r" (?:mail )?(?:host|domain)"
            ),
            r"host name lookup failure",
            r"name (?:or service )?not known",
            r"nullmx",
            r"no such domain",
            r"non-?existent (?:host|domain)",
            r"couldn.t find any host",
            (
                r"dns (?:error|lookup|server).{0,40}(?:not found|nxdomain|fail|does not exist"
                r"|returned)"
            ),
            r"nxdomain",
            r"server for this domain could not be found",
            r"unrouteable mail domain",
            r"no mx",
            r"mx record",
            r"domain must resolve",
            r"cannot resolve",
            r"could not be resolved",
            r"unable to (?:find|resolve) (?:host|domain)",
            r"domain .{0,60}(?:couldn.t|could not) be found",
            r"(?:recipient|all relevant) .{0,10}mx records",
            r"recipient domain must exist",
            r"(?:ドメイン|ホスト).{0,20}(?:見つか|存在し(?:ない|ません)|不明)",
        ),
    ),
    (
        Cause.UNKNOWN_USER,
        (
            r"user.{0,3} ?(?:is )?unknown",
            (
                r"unknown.{0,3} (?:or illegal )?(?:local|virtual|user|recipient|address|account"
                r"|e-?mail address|mail ?box|alias|rcpt|addressee|sender address in)"
            ),
            (
                r"(?:no|not) such (?:an? )?(?:user|person|recipient|mailbox|account|address"
                r"|local|name|alias|virtual|addressee|email|destination)"
            ),
            (
                r"(?:user|mailbox|recipient|address|account|addressee|alias|e-?mail|contact"
                r"|inbox)s?\W.{0,80}?(?:does ?n.t|does not|do not|don.t|not|did not|could not"
                r" be|couldn.t be|cannot be|can.t be|can not be|isn.t|is not|was not)"
                r" (?:exist|found|known|listed|valid|a valid|in (?:our|the)|located|recogni"
                r"|present|registered|available here|here|our customer|resolve)"
            ),
            (
                r"(?:invalid|illegal|bad|non-?existent|nonexist\w*|undeliverable|unrouteable"
                r"|unroutable|incorrect|wrong|unresolvable) (?:or (?:non-?existent|disabled"
                r"|unknown) |destination |final |email |e-mail |delivery |mailing |user "
                r"|local )*(?:user|recipient|mailbox|address|account|addressee|local part"
                r"|rcpt)"
            ),
            (
                r"(?:user|recipient|address|account|mailbox)(?: name| address)? (?:is"
                r" )?(?:invalid|unknown|unrecogni[sz]ed|incorrect|undeliverable|unresolvable"
                r"|closed|terminated|cancell?ed|deleted|removed)"
            ),
            (
                r"(?:account|mailbox|user|address)\W.{0,40}(?:been |is |was )(?:deleted"
                r"|closed|removed|terminated|cancell?ed|discontinued|no longer)"
            ),
            (
                r"no (?:mail ?box|account|user|recipient|alias|valid recipients?"
                r"|mailboxes?)\W.{0,30}(?:here|by (?:that|this)|with (?:that|this|address)"
                r"|found|name|exist|available|configured|named)"
            ),
            (
                r"(?:doesn.t|does not|do not|don.t) have (?:an? |any )?(?:\S{1,24}"
                r" )?(?:account|mailbox|user)"
            ),
            (
                r"not (?:a |an )?(?:valid|known|existing|registered|active|local) (?:user|mailbox"
                r"|recipient|account|address|name)"
            ),
            r"no longer (?:valid|available|in use|exists?|on server|with|works?|employed|receiv|accept)",
            r"not listed in",
            r"not a (?:user|subscriber|customer) ",
            r"addressee unknown",
            r"<[^<>\s]{1,80}@[^<>\s]{1,80}> (?:is |was )?(?:not found|unknown)\b",
            r"bad[-_\t]recipient",
            r"badrcptto",
            r"can.t accept user",
            r"recipient (?:is )?not (?:local|ok)\b",
            r"no valid recipients, bye",
            r"rejected: account unavailable",
            r"missing home directory",
            r"user (?:\S{1,60} )?(?:account )?(?:has )?expired",
            r"not our customer",
            r"there is no (?:user|one|such|account|mailbox)",
            r"never (?:existed|logged)",
            r"unknown (?:or|to) ",
            r"deactivated mailbox",
            r"this user doesn",
            r"cannot find (?:the )?(?:user|recipient)",
            r"no matches to nameserver",
            r"requested action not taken: mailbox unavailable(?! or)",
            r"resolvernotfound",
            r"recipnotfound",
            r"destination addresses were unknown",
            r"e-mail account.{0,40}(?:does not exist|not exist|unknown)",
            r"could not (?:be found|find)(?: the)? (?:user|recipient|mailbox|account|address)?",
            r"in (?:virtual|relay|local) (?:mailbox|alias|recipient) (?:table|map)",
            r"(?:メールアドレス|アドレス|宛先|ユーザー?|送信先).{0,20}(?:不明|見つか|存在し(?:ない|ません)|間違|誤り|無効|正しくな|使われて(?:いま|おりま)|登録されて(?:いま|おりま|いない)|不一致)",
            r"該当(?:する|の)?.{0,12}(?:いません|ありません|おりません|見つか|存在し)",
            # Providers that answer in the language of their country.
            r"no existe (?:dich|es[ea] |el |la |una? )",
            r"(?:usuario|destinatario|direcci.n|buz.n|cuenta).{0,20}(?:desconocid|no existe|inexistente|no encontrad)",
            r"(?:utente|destinatario|casella|indirizzo).{0,20}(?:sconosciut|inesistente|non esiste)",
            r"(?:utilisateur|destinataire|adresse|bo[iî]te).{0,20}(?:inconnu|invalide|inexistant|n.existe pas)",
            r"(?:empf.{1,2}nger|benutzer|adresse|postfach).{0,20}(?:unbekannt|existiert nicht|nicht (?:gefunden|bekannt|vorhanden))",
            r"(?:usu.{1,2}rio|destinat.{1,2}rio|endere.{1,2}o|caixa).{0,20}(?:desconhecid|inexistente|n.{1,2}o (?:existe|encontrad))",
            r"(?:gebruiker|ontvanger).{0,20}(?:onbekend|bestaat niet)",
            r"nie ma takiego|nieznany u.ytkownik",
            r"(?:пользователь|получатель|адрес|ящик).{0,20}(?:не (?:найден|существует)|неизвест)",
            r"нет такого (?:пользователя|адреса)",
            r"(?:用户|用戶|邮箱|郵箱|收件人|地址).{0,10}不存在|查無此",
            r"(?:사용자|수신자|주소|계정).{0,10}(?:없|존재하지)",
        ),
    ),
    (
        Cause.OVERLOADED,
        (
            (
                r"too many (?:(?:concurrent|simultaneous|recent|smtp|open) )*(?:connections?"
                r"|sessions?|messages|recipients|e-?mails|rcpt)"
            ),
            r"throttl",
            r"rate ?limit",
            r"(?:sending|receiving) (?:mail )?(?:too|at a rate|limit|rate)",
            r"exceeded.{0,40}(?:rate|messages|recipients|limit for)",
            r"too (?:fast|quickly|busy)",
            r"temporarily deferred",
            r"frequency limited",
            r"try (?:again|later) .{0,20}(?:traffic|load)",
            r"service (?:temporarily )?unavailable.{0,10}too",
            r"too much load",
        ),
    ),
    (
        Cause.FILTERED,
        (
            (
                r"(?:rejected|refused|blocked|denied|filtered) (?:by|due to) (?:the )?(?:user"
                r"|recipient|addressee|(?:recipient|user).s)"
            ),
            r"recipient (?:refused|rejects?|blocked|has (?:refused|blocked))",
            r"(?:user|recipient) (?:does not|doesn.t|only) (?:want|accept)",
            r"because the recipient",
            r"due to (?:extended )?inactivity",
            r"bounce ?address",
            r"account is protected by",
            r"not accepting any mail",
            r"message (?:was |is )?filtered",
            r"refuses? to (?:receive|accept) (?:this |the )?(?:e-?mail|mail|message)",
            r"user reject",
            r"only accept(?:s|ing) (?:e-?mail|mail|messages) from",
            r"受信拒否",
            r"受信(?:を)?(?:拒否|制限)",
            r"指定受信",
        ),
    ),
    (
        Cause.TIMED_OUT,
        (
            r"(?:delivery|retry|message) (?:time(?:out)?|time.?out) ?(?:expired|exceeded)?",
            r"retry timeout",
            r"(?:delivery|queue|message|it) (?:time )?(?:has )?expired",
            r"(?:been |remained |stayed )?in (?:the )?queue (?:for )?(?:too long|longer|more)",
            r"too long in (?:the )?queue",
            r"been (?:in the queue )?undeliverable for",
            r"gave up",
            r"giving up",
            r"could not be delivered (?:for|within|after)",
            (
                r"(?:unable|not able|couldn.t|not) (?:to )?(?:be )?deliver\w* .{0,40}(?:for"
                r"|in|after|within) (?:the (?:last|past) )?\d+ ?(?:hours?|days?|minutes)"
            ),
            r"(?:has|have) been (?:trying|attempting)",
            r"not been (?:able to )?deliver\w* (?:for|after|since)",
            r"expired after",
            r"message expired",
            r"lifetime",
            r"retrytimeout",
        ),
    ),
    (
        Cause.UNREACHABLE,
        (
            (
                r"connection (?:was )?(?:timed out|refused|reset|lost|closed|dropped|broken"
                r"|failed|died|time-?out)"
            ),
            (
                r"(?:operation|connect\w*|session|read|host|smtp|conversation) (?:\S{1,40}"
                r" )?timed out"
            ),
            r"lost connection",
            r"no route to host",
            r"network (?:is )?(?:unreachable|error)",
            r"host (?:is )?(?:unreachable|down|not reachable|not responding)",
            r"unable to (?:connect|contact|reach)",
            r"could ?n.t (?:connect|establish)",
            r"could not (?:connect|contact|reach)",
            r"cannot (?:connect|contact)",
            r"not responding",
            r"can.t connect",
            r"failed to connect",
            r"mail (?:for \S+ )?loops? back",
            r"mail(?: forwarding)? loop",
            r"too many hops",
            r"hop count exceeded",
            r"routing loop",
            r"hop ?limit",
            r"接続(?:でき|に失敗)",
            r"サーバの事情",
            r"pri_dsp_err",
        ),
    ),
    (
        Cause.REFUSED,
        (
            (
                r"(?:5\.7\.\d+|\b55[04]\b)?.{0,3}(?:access|permission|relay(?:ing)?"
                r"|submission|delivery) (?:to \S+ )?(?:is )?(?:denied|prohibited|not"
                r" (?:permitted|allowed))"
            ),
            r"not (?:permitted|allowed|authori[sz]ed) (?:to|for)?",
            r"(?:we )?do(?:es)? not relay",
            r"relay(?:ing)? (?:denied|not|is|access|prohibited|restrict)",
            r"unable to relay",
            r"rcpthosts",
            r"policy (?:reason|violation|restrict|reject)",
            (
                r"(?:violat|against|due to|by|local|security|site|administrative|message)"
                r" \S{0,20} ?polic"
            ),
            (
                r"(?:sender|from|domain)(?: \S{1,80})? (?:address |domain )?(?:is"
                r" )?(?:rejected|denied|refused|verif\w+|invalid|not (?:accepted|allowed"
                r"|valid|verified|exist|found))"
            ),
            (
                r"(?:sender|return|from) (?:address|domain) .{0,40}(?:not|reject|invalid"
                r"|refus|block|verif)"
            ),
            r"(?:administrative|administratively|administrator) (?:prohibit|denied|reject|block)",
            r"prohibition",
            (
                r"(?:message|mail|e-?mail|delivery|transaction|connection)(?: \S{1,40})?"
                r" (?:has been |was |is |been )?(?:rejected|refused|blocked|denied|bounced"
                r"|discarded|quarantined|not accepted)"
            ),
            (
                r"(?:authentication|authorization|starttls|tls|encryption|login|auth) (?:is "
                r"|was |and )?(?:required|needed|failed|not)"
            ),
            r"must (?:issue a )?(?:authenticate|starttls|be authenticated)",
            r"restricted",
            r"forbidden",
            r"not accepted (?:for|due)",
            r"banned",
            r"refused to (?:talk|accept)",
            r"unauthori[sz]ed",
            r"(?:not|isn.t) trusted",
            r"rule imposed",
            r"invalid sender",
            r"notauthorized",
        ),
    ),
    (
        Cause.SYSTEM,
        (
            r"mail system (?:error|full|is full)",
            r"system (?:not|error|config|is|unavailable|problem|resources)",
            r"service (?:not available|unavailable|currently)",
            r"server (?:error|configuration|too busy|busy|is down|unavailable)",
            r"local (?:error|configuration|problem)",
            (
                r"(?:internal|configuration|temporary|i/o|software|local|fatal) (?:server"
                r" )?(?:error|failure|problem)"
            ),
            r"can.t create",
            r"cannot (?:create|open|append|write)",
            r"could not (?:create|open|write)",
            r"unable to (?:create|open|write)",
            r"command (?:died|failed|not|unrecogni|exited|time)",
            r"mailer (?:error|panic)",
            r"procmail",
            r"pipe to",
            r"exit code",
            r"returned (?:with )?(?:status|exit)",
            r"insufficient (?:system|disk|storage|resources)",
            r"out of (?:memory|disk)",
            r"no space left",
            r"resources? (?:temporarily )?(?:unavail|exhaust)",
            r"syntax error",
            r"bad sequence",
            r"unrecognized",
            r"not implemented",
            r"(?:サーバー?|回線|ネットワーク).{0,12}(?:混み合|混雑)",
            r"sorry, i wasn.t able",
            r"loopback",
        ),
    ),
)
_BLUNT = re.compile(
    r"user.{0,3} ?unknown|unknown user(?!: \S+@)|no such user|not taken: mailbox unavailable",
    re.IGNORECASE,
)
_HEARSAY = re.compile(r"this user does(?:n.t| not) have", re.IGNORECASE)
LONGEST = 4000


@cache
def _patterns() -> tuple[tuple[Cause, re.Pattern[str]], ...]:
    """Compiled when the first failure is read: the first page waits for none of them."""
    return tuple((cause, re.compile("|".join(words), re.IGNORECASE)) for cause, words in _WORDS)


def cause_in(words: str) -> Cause | None:
    """The first cause whose words are said; None where none are."""
    said = words[:LONGEST]
    return next((cause for cause, pattern in _patterns() if pattern.search(said)), None)


def is_blunt(words: str) -> bool:
    """Whether they only say "unknown user", which some hosts say of everything."""
    return bool(_BLUNT.search(words[:LONGEST]))


def is_hearsay(words: str) -> bool:
    """Whether a provider tells in a sentence of its own what no code and no status backs."""
    return bool(_HEARSAY.search(words[:LONGEST]))
