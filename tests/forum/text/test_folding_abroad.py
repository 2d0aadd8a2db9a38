"""Quotations and telephones' signatures as programs in many languages write them."""

import pytest

from forum.text.folding import own_text

OWN = "賛成です。\nSee the plan of b@example.jp."
OLD = "Shall we meet?\nTaro\n"

ATTRIBUTIONS = [
    "Taro <t@example.jp> escreveu (segunda, 23/11/2026 à(s) 10:00):",
    "ma 23. marrask. 2026 klo 10.00 Taro (t@example.jp) kirjoitti:",
    "Taro Yamada kirjoitti 23.11.2026 klo 10.00:",
    "Taro <t@example.jp> ezt írta (időpont: 2026. nov. 23., H, 10:00):",
    "lun., 23 nov. 2026 la 10:00, Taro <t@example.jp> a scris:",
    "Taro <t@example.jp>, 23 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    "Kontakt Taro (<t@example.jp>) kirjutas kuupäeval E, 23. november 2026 kell 10:00:",
    "Missatge de Taro <t@example.jp> del dia dl., 23 de nov. 2026 a les 10:00:",
    "Op 23 nov. 2026, om 10:00 heeft Taro <t@example.jp> het volgende geschreven:",
    "Wiadomość napisana przez Taro <t@example.jp> w dniu 23 lis 2026, o godz. 10:00:",
    "Dne 23. 11. 26 v 10:00 Taro Yamada napsal(a):",
    "23.11.2026 10:00, Taro Yamada пишет:",
    "Пользователь Taro <t@example.jp> написал 23.11.2026 10:00:",
    "Taro <t@example.jp> 于2026年11月23日周一 10:00写道：",
    "Taro <t@example.jp> 於 2026年11月23日 上午10:00 寫道：",
    "山田太郎 さん wrote (2026/11/23 10:00):",
    'In message "Re: the plan"\n    on 26/11/23, Taro <t@example.jp> writes:',
    "In <20261123.100000@example.jp>\nTaro <t@example.jp> wrote:",
    "On Mon, Nov 23, 2026 at 10:00 AM\nTaro <t@example.jp> wrote:",
    "Quoting Taro <t@example.jp>:",
    "Taro Yamada via Council <c@example.jp> writes:",
]
BLOCKS = [
    "Lähettäjä: Taro\nLähetetty: maanantai\nVastaanottaja: b\nAihe: x",
    "Od: Taro\nOdesláno: 23. 11.\nKomu: b\nPředmět: x",
    "Feladó: Taro\nElküldve: 2026\nCímzett: b\nTárgy: x",
    "От: Taro\nОтправлено: 23\nКому: b\nТема: x",
    "Kimden: Taro\nGönderildi: 23\nKime: b\nKonu: x",
    "寄件人: Taro\n日期: 2026年\n收件人: b\n主題: x",
    "보낸사람: Taro\n날짜: 2026\n받는사람: b\n제목: x",
    "差出人 : 山田\n日　時 : 2026年\n宛　先 : b\n件　名 : x",
    "■From: 山田\n■Date: 2026年\n■To: b\n■Subject: x",
    "-------- Originalnachricht --------",
    "-------- Исходное сообщение --------",
    "-------- Wiadomość oryginalna --------",
    "---- 返信元メール ----",
    "-----郵件原件-----",
]
DEVICES = [
    "※このメールはiPhoneから送信しています。",
    "ドコモのスマホから送信",
    "らくらくスマートフォンから送信",
    "BlackBerryから送信",
    "iOS 版 Outlook の取得",
    "Télécharger Outlook pour Android",
    "Outlook für Android herunterladen",
    "Diese Nachricht wurde von meinem Android-Telefon mit K-9 Mail gesendet.",
    "Inviato dal mio iPhone",
    "Отправлено с iPhone",
    "Odesláno z iPhonu",
    "發自我的 iPhone",
    "내 iPhone에서 보냄",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_what_stands_below_an_attribution_is_quoted_and_nothing_above_it(attribution, mark):
    old = "".join(mark + line for line in OLD.splitlines(keepends=True))
    assert own_text(f"{OWN}\n{attribution}\n{old}") == OWN


@pytest.mark.parametrize("block", BLOCKS)
def test_a_quoted_mails_head_is_known_in_many_languages(block):
    assert own_text(f"{OWN}\n\n{block}\n\n{OLD}") == OWN


@pytest.mark.parametrize("device", DEVICES)
def test_a_telephones_line_is_a_signature_in_many_languages(device):
    assert own_text(f"{OWN}\n\n{device}\n") == OWN


@pytest.mark.parametrize(
    "line",
    [
        "会議は2026年11月23日 10:00から。連絡は <b@example.jp> まで:",
        "来年は携帯から送信できるようにします。",
        "Der Plan von 2026 wurde an alle gesendet.",
    ],
)
def test_a_sentence_of_ones_own_is_neither(line):
    text = f"{OWN}\n{line}\n一つ目です。\n"
    assert own_text(text) == text.strip()
