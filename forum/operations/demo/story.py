"""What the people of the demo wrote, oldest first, in days and hours before the first start."""

from dataclasses import dataclass
from typing import Literal

Way = Literal["web", "mail", "phone_mail", "paper", "stranger"]


@dataclass(frozen=True)
class Said:
    """One contribution; `name` is how later ones answer it."""

    name: str
    who: str  # a short name of people.py; a stranger's display name
    way: Way
    board: str
    days_ago: float
    text: str
    subject: str = ""
    answers: str | None = None
    files: tuple[str, ...] = ()
    organisation: str | None = None


STORY = (
    Said(
        "yoyaku", "sato", "phone_mail", "sogo", 204.2,
        "はじめてメールします。\n北地区の佐藤です。七十五歳です。\n\n"
        "市民会館の和室を借りるのに、\nバスに乗って窓口まで行かないと\nいけません。\n\n"
        "・行っても空いていない日がある\n・電話では受けてもらえない\n・帰りのバスは一時間に一本\n\n"
        "家から空きが分かって、電話か\nメールで予約できるように\nなりませんか。\n",
        "市民会館の予約のこと",
    ),
    Said(
        "yoyaku-aoki", "aoki", "web", "sogo", 203.9,
        "佐藤さん、書いてくださってありがとうございます。\n\n"
        "わたしもサークルで和室を使っています。窓口が開いているのは**平日の9時から17時**だけなので、"
        "仕事をしている人は休みを取って行くしかありません。\n\n"
        "困っていることを分けると、次の二つだと思います。\n\n"
        "1. 空いている日が、行くまで分からない\n2. 申し込みに、窓口へ行く必要がある\n",
        answers="yoyaku",
    ),
    Said(
        "yoyaku-tanaka", "tanaka", "mail", "sogo", 203.1,
        "商店会の田中です。\n\n"
        "> 1. 空いている日が、行くまで分からない\n\n"
        "会議室も同じです。商店会の集まりで毎月使いますが、先に電話で\n聞いても「来てから見てください」と言われます。\n\n"
        "> 2. 申し込みに、窓口へ行く必要がある\n\n"
        "電話だけでも受けてもらえれば、ずいぶん助かります。\n\n"
        "-- \n田中 健一（中央商店会）\n電話 0555-00-1234\n",
        "Re: 市民会館の予約のこと", answers="yoyaku-aoki",
    ),
    Said(
        "yoyaku-ishii", "ishii", "paper", "sogo", 201.4,
        "前略　東地区の石井と申します。八十一歳になります。\n\n"
        "囲碁の会で会館を使わせていただいております。足を悪くしましてから、申し込みのためだけに"
        "出かけるのがつらくなりました。パソコンも携帯電話も持っておりません。\n\n"
        "機械で申し込めるようになるのはよいことですが、電話で人に頼める道も、どうか残してください。　草々\n",
        answers="yoyaku", files=("手紙の写し.png",),
    ),
    Said(
        "yoyaku-watanabe", "watanabe", "web", "sogo", 199.6,
        "情報政策課の渡辺です。昨年度の利用件数を調べました。\n\n"
        "| 部屋 | 申込 | うち窓口 | 空いていた日 |\n|---|---:|---:|---:|\n"
        "| 和室 | 412件 | 412件 | 38% |\n| 会議室 | 977件 | 951件 | 21% |\n| ホール | 96件 | 96件 | 12% |\n\n"
        "会議室の26件は、団体登録のある方の電話による仮申込みです。同じ元の表を付けます。\n",
        answers="yoyaku-tanaka", files=("利用件数.csv",),
    ),
    Said(
        "yoyaku-onishi", "onishi", "web", "sogo", 196.5,
        "アドバイザーの大西です。申し上げておくと、わたしは予約のしくみを作る会社の研究に関わったことがあります。\n\n"
        "ほかの市では、はじめから全部の部屋を変えるのではなく、**和室だけを三か月**試して、"
        "電話・メール・窓口の件数を比べた例があります。うまくいかなかったことも公表すると、次の部屋に生かせます。\n",
        answers="yoyaku-watanabe",
    ),
    Said(
        "yoyaku-sato2", "sato", "phone_mail", "sogo", 195.8,
        "佐藤です。\nみなさん、ありがとうございます。\n和室だけでも、電話とメールで\nできたら、とても助かります。\n",
        "Re: 市民会館の予約のこと", answers="yoyaku-onishi",
    ),
    Said(
        "bukai", "takahashi", "web", "shisetsu", 193.4,
        "総合の「市民会館の予約のこと」を受けて、部会で試行の進め方を話したいと思います。\n\n"
        "- 対象の部屋：和室\n- 期間：三か月\n- 受け方：電話・メール・窓口\n\nほかに決めることはあるでしょうか。\n",
        "和室の予約を試すときの進め方",
    ),
    Said(
        "bukai-nakamura", "nakamura", "web", "shisetsu", 192.9,
        "受けた件数だけでなく、**断った件数**と**かかった時間**も記録しておくと、あとで比べられます。\n",
        answers="bukai",
    ),
    Said(
        "bukai-watanabe", "watanabe", "web", "shisetsu", 192.1,
        "記録の様式は、こちらで案を作れます。電話を受ける人の当番は、会館と相談が必要です。\n",
        answers="bukai-nakamura",
    ),
    Said(
        "chonai", "watanabe", "web", "chonai", 191.7,
        "会館の電話受付について、施設課と調整中です。来週、当番の案を持っていきます。\n",
        "市民会館の電話受付（庁内の連絡）",
    ),
    Said(
        "chonai-yamaguchi", "yamaguchi", "web", "chonai", 191.2,
        "承知しました。協議会の部会の日程に合わせます。\n", answers="chonai",
    ),
    Said(
        "yoyaku-takahashi", "takahashi", "web", "sogo", 190.2,
        "部会で話し合い、まず和室で三か月試す案をまとめているところです。"
        "石井さんの「電話で人に頼める道も残してほしい」という声も、案に入れます。\n",
        answers="yoyaku-sato2",
    ),
    Said(
        "moji", "ishii", "paper", "sogo", 152.3,
        "前略　石井でございます。市から届くお知らせの文字が、年々小さくなるように思います。"
        "虫めがねで読んでおります。大きな字の版も作っていただけないでしょうか。　草々\n",
        "市のお知らせの文字が小さい",
    ),
    Said(
        "moji-aoki", "aoki", "web", "sogo", 151.5,
        "うちの母も同じことを言います。全部でなくても、**いつ・どこで・いくら**だけ大きくすると読めるそうです。\n",
        answers="moji",
    ),
    Said(
        "bosai", "kobayashi", "web", "sogo", 130.5,
        "大学の授業で、防災のお知らせについて地域の方に話を聞きました。\n\n"
        "「防災メールは登録したけれど、どこの地区の話か分からない」という声が多かったです。"
        "件名のはじめに地区の名前があると、見分けやすいのではないでしょうか。\n\n"
        "聞き取りのまとめを付けます。\n",
        "防災のお知らせメールを分かりやすく", files=("聞き取りのまとめ.txt",),
    ),
    Said(
        "bosai-hayashi", "hayashi", "mail", "sogo", 129.8,
        "林です。件名に地区名、賛成です。\n\n"
        "夜中に鳴ると、うちのことかどうか開くまで分からず、\n家族がみんな起きてしまいます。\n\n"
        "小林 美咲 <sogo@lists.localhost> さんは書きました:\n"
        "> 「防災メールは登録したけれど、どこの地区の話か分からない」という声が多かったです。\n"
        "> 件名のはじめに地区の名前があると、見分けやすいのではないでしょうか。\n",
        "Re: 防災のお知らせメールを分かりやすく", answers="bosai",
    ),
    Said(
        "bosai-hidden", "hayashi", "web", "sogo", 129.1,
        "隣の家の方も同じことを言っていました。0555-00-9876 に電話して、聞いてみてください。\n",
        answers="bosai",
    ),
    Said(
        "bus", "hayashi", "web", "ashi", 62.3,
        "駅からのバスが、平日は19時20分で終わってしまいます。\n\n"
        "高校生の娘は部活のあと、40分歩いて帰ってきます。同じように困っている方はいませんか。\n",
        "夜のバスがなくなって困っています",
    ),
    Said(
        "bus-aoki", "aoki", "web", "ashi", 62.0,
        "うちの近くでも、車で迎えに行く家が多いです。迎えの車で駅前が混んでいるのも気になります。\n",
        answers="bus",
    ),
    Said(
        "bus-kato", "kato", "web", "ashi", 61.2,
        "バス会社で働いています。運転手が足りないのが、いちばんの理由です。\n\n"
        "便を増やすのは難しくても、**金曜だけ**や**予約があった日だけ**なら、相談できるかもしれません。\n",
        answers="bus",
    ),
    Said(
        "bus-hayashi", "hayashi", "web", "ashi", 50.6,
        "金曜だけでも走れば、部活の子は助かります。予約は電話でもできるとよいです。\n",
        answers="bus-kato",
    ),
    Said(
        "gaito", "hayashi", "mail", "sogo", 45.2,
        "林です。\n\n東小学校の裏の通学路は、街灯が二本続けて消えたままです。\n冬は下校のころには真っ暗になります。\n",
        "通学路の街灯が消えています",
    ),
    Said(
        "hon", "hayashi", "web", "sogo", 27.6,
        "中央図書館まで、うちからはバスを乗り継いで一時間かかります。\n\n"
        "予約した本を、近くの公民館で受け取れるようになりませんか。返すのも公民館でできると助かります。\n",
        "図書館の本を、近くの公民館で受け取りたい",
    ),
    Said(
        "hon-aoki", "aoki", "web", "sogo", 26.4,
        "公民館へは、週に一度、市の文書を運ぶ車が来ています。その車に本も載せてもらえれば、"
        "新しい便を作らずにすむかもしれません。\n",
        answers="hon",
    ),
    Said(
        "hon-sato", "sato", "phone_mail", "sogo", 24.7,
        "佐藤です。\n大きな字の本を借りたいのですが\n重くて持って帰れません。\n公民館なら歩いて行けます。\n",
        "Re: 図書館の本を、近くの公民館で受け取りたい", answers="hon",
    ),
    Said(
        "oshirase", "yamaguchi", "web", "sogo", 4.3,
        "第3回の協議会を開きます。どなたでも傍聴できます。\n\n"
        "- 場所：市役所 3階 会議室\n- 議題：市民会館の予約、防災のお知らせ\n\n"
        "手話通訳をご希望の方は、事務局へお知らせください。\n",
        "第3回協議会のお知らせ",
    ),
    Said(
        "yoyaku-sato3", "sato", "phone_mail", "sogo", 2.2,
        "佐藤です。\n今日、電話で和室を予約できました。\n家から五分ですみました。\n"
        "バスに乗らずにすんで\n本当に助かりました。\n皆さんのおかげです。\n",
        "Re: 市民会館の予約のこと", answers="yoyaku-takahashi",
    ),
    Said(
        "held-first", "木村 和也", "stranger", "sogo", 0.9,
        "はじめて投稿します。西地区の木村です。\n\n"
        "会館の調理室も、同じように予約できるとうれしいです。\n子ども食堂で月に二回使っています。\n",
        "Re: 市民会館の予約のこと", answers="yoyaku-sato3",
    ),
    Said(
        "held-advert", "お得情報センター", "stranger", "sogo", 0.3,
        "地域のみなさまへ、期間限定のお知らせです。\n今だけ半額。詳しくは https://shop.example.com/ まで。\n",
        "【特別価格】防犯カメラのご案内",
    ),
)  # fmt: skip

FILES = {
    "利用件数.csv": (
        "text/csv",
        "\ufeff部屋,申込,うち窓口,空いていた日\n和室,412,412,38%\n会議室,977,951,21%\nホール,96,96,12%\n",
    ),
    "聞き取りのまとめ.txt": (
        "text/plain",
        (
            "防災のお知らせについての聞き取り（32人）\n\n"
            "・登録している　19人\n・どこの地区か分からず困った　14人\n・文字が小さくて読みにくい　9人\n"
        ),
    ),
}
HIDDEN = ("bosai-hidden", "personal_information")
PINNED = "oshirase"
