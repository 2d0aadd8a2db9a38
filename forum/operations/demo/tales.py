"""What the demo's council asked of the city; days count back from the first start, like the story."""

from dataclasses import dataclass

from forum.proposals.city import Judgement, Response
from forum.proposals.content import Target
from forum.proposals.phrasing import ItemText, Text
from forum.proposals.poll import Channel, Choice
from forum.proposals.proposal import Kind, Method

FOR, CONDITIONAL, UNDECIDED = Choice.FOR, Choice.CONDITIONAL, Choice.UNDECIDED
WEB, MAIL, PAPER = Channel.WEB, Channel.MAIL, Channel.PAPER


@dataclass(frozen=True)
class Source:
    """A contribution of the story and its words, laid to an item (from 1) or to the whole."""

    said: str
    passage: str = ""
    item: int | None = None


@dataclass(frozen=True)
class Comment:
    """What somebody wrote while comments were asked for."""

    days_ago: float
    who: str
    text: str


@dataclass(frozen=True)
class Vote:
    """One answer to the poll."""

    days_ago: float
    who: str
    choice: Choice
    reason: str = ""
    channel: Channel = WEB


@dataclass(frozen=True)
class Replied:
    """The city's answer to one item; `years_on` for what is planned."""

    judgement: Judgement
    response: Response
    reason: str
    plain: str = ""
    department: str = ""
    years_on: int | None = None


@dataclass(frozen=True)
class Tale:
    """One proposal or relay, as far as it has come."""

    drafter: str
    text: Text
    sources: tuple[Source, ...]
    begun: float
    board: str = "sogo"
    kind: Kind = Kind.PROPOSAL
    moderator: str = "suzuki"
    needs: tuple[tuple[int, int | None], ...] = ()  # (need of needs.py, item)
    opened: float | None = None
    comment_days: int = 14
    comments: tuple[Comment, ...] = ()
    polled: float | None = None
    poll_days: int = 7
    votes: tuple[Vote, ...] = ()
    adopted: float | None = None
    method: Method = Method.NO_OBJECTION
    decision: str = ""
    submitted: float | None = None
    document_number: str = ""
    received: float | None = None
    receipt_number: str = ""
    department: str = ""
    answer_days: int = 60
    answered: float | None = None
    replies: tuple[Replied, ...] = ()
    approved: float | None = None
    linked: tuple[float, str, str] | None = None  # days ago, measure, who
    closed: tuple[float, str] | None = None


HALL = Tale(
    "takahashi",
    Text(
        title="市民会館を、電話とメールでも予約できるように",
        problem="市民会館の部屋を借りるには、平日の9時から17時に窓口へ行かなければなりません。"
        "空いているかどうかも、行くまで分かりません。足の悪い人、バスの少ない地区の人、"
        "平日に働く人が困っています。",
        purpose="だれもが、自分に合ったやり方で、家から予約できるようにします。",
        effect="窓口へ行く回数が減ります。申し込みをあきらめていた人も、会館を使えるようになります。",
        plain="市民会館の部屋を、電話やメールでも予約できるようにしてください、というお願いです。",
        items=(
            ItemText(
                "ウェブと並べて、電話とメールでも予約を受ける",
                "ウェブの予約を始めるときに、電話とメールの受付も同じ日に始めます。"
                "まず和室で三か月試し、受けた件数、断った件数、かかった時間を公表します。",
                Target.WORK,
                "市民会館の予約受付",
                "市（市民協働課）と市民会館",
                "足の悪い人も、機械が苦手な人も、人に頼んで予約できます。",
            ),
            ItemText(
                "空いている時間をウェブに載せる",
                "すべての部屋の空き時間を、だれでも見られるように載せます。"
                "見られない人のために、同じものを紙で会館の入口に張り出します。",
                Target.MEASURE,
                "B7",
                "市（市民協働課）",
                "行ってから満室と分かることが、なくなります。",
            ),
        ),
    ),
    (
        Source("yoyaku", "電話か\nメールで予約できるように\nなりませんか。", 1),
        Source("yoyaku-tanaka", "電話だけでも受けてもらえれば、ずいぶん助かります。", 1),
        Source("yoyaku-ishii", "電話で人に頼める道も、どうか残してください。", 1),
        Source("yoyaku-aoki", "空いている日が、行くまで分からない", 2),
        Source("yoyaku-onishi"),
    ),
    begun=188.0,
    needs=((0, 1), (1, 2)),
    opened=182.0,
    comments=(
        Comment(178.4, "hayashi", "空き時間を紙でも張り出すのは、とてもよいと思います。"),
        Comment(175.2, "kobayashi", "断った件数も公表する、というところに賛成です。"),
    ),
    polled=166.0,
    votes=(
        Vote(165.5, "aoki", FOR, "サークルの仲間も待っています。"),
        Vote(164.8, "takahashi", FOR, "石井さんの声を入れられたのがよかったです。"),
        Vote(
            164.1, "tanaka", CONDITIONAL,
            "電話の受付は、夕方六時まで開けてください。店を閉めてからでないと、電話ができません。",
            MAIL,
        ),
        Vote(163.7, "kobayashi", FOR),
        Vote(163.0, "sato", FOR, "よろしくお願いします。", MAIL),
        Vote(162.6, "hayashi", FOR, "空き時間が家で分かると助かります。"),
        Vote(161.9, "ishii", FOR, "電話の道を残してくださり、安心いたしました。", PAPER),
        Vote(160.4, "nakamura", FOR),
    ),
    adopted=157.0,
    decision="条件付き賛成の意見は、少数意見として提案書に付ける。",
    submitted=154.0,
    document_number="推協第12号",
    received=152.0,
    receipt_number="市協受第31号",
    department="市民協働課",
    answered=104.0,
    replies=(
        Replied(
            Judgement.PARTLY,
            Response.PLANNED,
            "電話とメールの受付は、まず和室で試します。全部の部屋で行うには受付の人手が要るため、"
            "試した結果を見て、来年度に広げます。受付を夕方六時まで開けることは、引き続き検討します。",
            "和室から始めます。ほかの部屋は来年度からです。",
            "市民協働課",
            1,
        ),
        Replied(
            Judgement.REFLECTED,
            Response.DOING,
            "空き時間の公開は、準備が整った部屋から始めます。紙の張り出しも行います。",
            "部屋の空きを、ウェブと紙で知らせます。",
            "市民協働課",
        ),
    ),
    approved=100.0,
    linked=(98.0, "B7", "yamaguchi"),
)  # fmt: skip

LETTERS = Tale(
    "aoki",
    Text(
        title="市のお知らせに、大きな字の版を",
        problem="市から届くお知らせの字が小さく、虫めがねがないと読めない人がいます。",
        purpose="目の弱い人も、自分でお知らせを読めるようにします。",
        effect="大事な期日を見落とす人が減ります。",
        plain="大きな字のお知らせも作ってください、というお願いです。",
        items=(
            ItemText(
                "「いつ・どこで・いくら」を大きな字で一枚にまとめる",
                "お知らせの一枚目に、期日、場所、金額を14ポイント以上の字でまとめます。",
                Target.WORK,
                "お知らせの作り方の手引き",
                "市（広報課）",
                "一枚目を見れば、用が足ります。",
            ),
        ),
    ),
    (
        Source("moji", "大きな字の版も作っていただけないでしょうか。", 1),
        Source("moji-aoki", "いつ・どこで・いくら", 1),
    ),
    begun=146.0,
    opened=143.0,
    polled=127.0,
    votes=(
        Vote(126.4, "aoki", FOR),
        Vote(125.9, "tanaka", FOR),
        Vote(125.2, "takahashi", FOR),
        Vote(124.6, "kobayashi", FOR),
        Vote(124.3, "nakamura", FOR),
        Vote(123.0, "ishii", FOR, "", PAPER),
    ),
    adopted=118.0,
    method=Method.UNANIMOUS,
    submitted=116.0,
    document_number="推協第15号",
    received=115.0,
    receipt_number="広受第8号",
    department="広報課",
    answer_days=30,
    answered=92.0,
    replies=(
        Replied(
            Judgement.REFLECTED,
            Response.DONE,
            "今月のお知らせから、一枚目を大きな字のまとめにしました。",
            "もう始めました。",
            "広報課",
        ),
    ),
    closed=(80.0, "二回続けて大きな字のお知らせが届いたことを、協議会で確かめました。"),
)

ALERTS = Tale(
    "kobayashi",
    Text(
        title="防災のお知らせメールの件名に、地区の名前を",
        problem="防災のお知らせメールは、開くまでどの地区の話か分かりません。夜中に家族みんなが起きます。",
        purpose="自分の地区のことかどうか、件名だけで分かるようにします。",
        effect="登録をやめる人が減り、いざというときに届く人が増えます。",
        plain="防災メールの題に、地区の名前を入れてください、というお願いです。",
        items=(
            ItemText(
                "件名のはじめに地区の名前を書く",
                "「【北地区】避難所を開けました」のように、件名のはじめに地区の名前を書きます。",
                Target.WORK,
                "防災メールの送り方の手順",
                "市（防災課）",
                "開かなくても、自分のことかどうか分かります。",
            ),
            ItemText(
                "受け取る地区を選べるようにする",
                "登録のときに、受け取る地区を選べるようにします。",
                Target.SCHEME,
                "防災メールの登録",
                "市（防災課）",
                "夜中に起こされる人が減ります。",
            ),
        ),
    ),
    (
        Source("bosai", "件名のはじめに地区の名前があると、見分けやすいのではないでしょうか。", 1),
        Source("bosai-hayashi", "家族がみんな起きてしまいます。", 2),
    ),
    begun=122.0,
    opened=118.5,
    comments=(Comment(112.0, "kato", "バスの遅れのお知らせでも、同じことが言えます。"),),
    polled=102.0,
    votes=(
        Vote(101.2, "kobayashi", FOR),
        Vote(100.8, "aoki", FOR),
        Vote(99.5, "takahashi", UNDECIDED, "地区を選ぶと、出かけ先の知らせを逃さないか心配です。"),
        Vote(98.9, "tanaka", FOR, "", MAIL),
        Vote(97.1, "nakamura", FOR),
        Vote(96.4, "hayashi", FOR, "夜、眠れるようになります。"),
    ),
    adopted=93.0,
    method=Method.MAJORITY,
    submitted=90.0,
    document_number="推協第18号",
    received=88.0,
    receipt_number="防受第4号",
    department="防災課",
)

BUS = Tale(
    "takahashi",
    Text(
        title="金曜の夜だけ、予約で走るバスを試す",
        problem="駅からのバスは、平日は19時20分で終わります。部活のあとに歩いて帰る生徒がいます。"
        "運転手が足りず、便を増やすのは難しい状況です。",
        purpose="無理のない形で、夜の足を確かめます。",
        effect="歩いて帰る人と、迎えの車が減ります。",
        plain="金曜の夜だけ、予約があればバスを走らせてみませんか、というお願いです。",
        items=(
            ItemText(
                "金曜の21時に、予約があった日だけ一便を走らせる",
                "電話とウェブで前日までに予約を受け、三か月試します。",
                Target.MEASURE,
                "",
                "バス会社と市（交通政策課）",
                "運転手を増やさずに、夜の足ができます。",
            ),
            ItemText(
                "試した結果を、人数と費用で公表する",
                "乗った人の数と、一人あたりの費用を、月ごとに公表します。",
                Target.WORK,
                "",
                "市（交通政策課）",
                "続けるかどうかを、みんなで決められます。",
            ),
        ),
    ),
    (
        Source("bus", "高校生の娘は部活のあと、40分歩いて帰ってきます。", 1),
        Source("bus-kato", "運転手が足りないのが、いちばんの理由です。", 1),
        Source("bus-hayashi", "予約は電話でもできるとよいです。", 1),
    ),
    begun=42.0,
    board="ashi",
    moderator="kato",
    opened=34.0,
    comments=(Comment(29.5, "aoki", "迎えの車が減れば、駅前も安全になります。"),),
    polled=4.0,
    poll_days=9,
    votes=(
        Vote(3.4, "aoki", FOR, "まず試すのがよいと思います。"),
        Vote(2.8, "kobayashi", CONDITIONAL, "大学の終わる22時にも合うように考えてください。"),
        Vote(1.6, "hayashi", FOR, "", MAIL),
    ),
)  # fmt: skip

BOOKS = Tale(
    "aoki",
    Text(
        title="図書館の本を、公民館で受け取り、返せるように",
        problem="中央図書館まで、バスを乗り継いで一時間かかる地区があります。",
        purpose="歩いて行ける公民館で、予約した本を受け取り、返せるようにします。",
        effect="図書館から遠い人も、本を借りられます。",
        plain="図書館の本を、近くの公民館で受け取れるようにしてください、というお願いです。",
        items=(
            ItemText(
                "市の文書を運ぶ車に、予約の本も載せる",
                "公民館へ週に一度来る車に、本を載せます。新しい便は作りません。",
                Target.WORK,
                "",
                "市（図書館）と公民館",
                "費用をかけずに始められます。",
            ),
        ),
    ),
    (
        Source("hon", "予約した本を、近くの公民館で受け取れるようになりませんか。", 1),
        Source("hon-aoki", "その車に本も載せてもらえれば", 1),
        Source("hon-sato", "公民館なら歩いて行けます。", 1),
    ),
    begun=12.0,
    opened=5.0,
    comment_days=15,
    comments=(Comment(1.4, "tanaka", "返すときの箱も、公民館に置いてほしいです。"),),
)

LAMPS = Tale(
    "aoki",
    Text(
        title="東小学校の裏の通学路の街灯について",
        problem="通学路の街灯が二本続けて消えたままだ、という声がありました。そのままお伝えします。",
        items=(ItemText("消えている街灯を見てほしい", "東小学校の裏の通学路、二本です。"),),
    ),
    (Source("gaito", "街灯が二本続けて消えたままです。", 1),),
    begun=20.0,
    kind=Kind.RELAY,
    submitted=18.0,
    received=16.0,
    receipt_number="道受第2号",
    department="道路課",
    answer_days=45,
)

TALES = (HALL, LETTERS, ALERTS, BUS, BOOKS, LAMPS)
