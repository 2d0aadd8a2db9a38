"""The data dictionary: of each table and each field the meaning, type, unit and vocabulary."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from forum.language import LANGUAGES, N_, words
from forum.open_data.dataset import Dataset, Field, Type
from forum.open_data.tables import MARK

TYPES = {
    Type.TEXT: N_("文。メールアドレスと電話番号は伏せてあります"),
    Type.CODE: N_("決まった言葉のどれか"),
    Type.ID: N_("名前や番号。変わりません"),
    Type.URL: N_("ページのアドレス"),
    Type.INTEGER: N_("整数"),
    Type.DECIMAL: N_("小数"),
    Type.DATE: N_("日（ISO 8601、日本の日付）"),
    Type.MOMENT: N_("日時（RFC 3339、協定世界時）"),
    Type.BOOLEAN: N_("true か false"),
    Type.LIST: N_("名前や言葉の並び。CSVでは空白で区切ります"),
}
CSV_NOTE = N_(
    "CSVでは、空の欄は「ない」ことを表します。= + - @ ' やタブ、改行で始まる文には、"
    "表計算ソフトが式とまちがえないように、はじめに ' を一つ足してあります。"
)


def told(datasets: Iterable[Dataset]) -> dict[str, Any]:
    """The dictionary as JSON has it; every text in each language."""
    return {
        "note": _said(CSV_NOTE),
        "types": {kind.value: _said(means) for kind, means in TYPES.items()},
        "datasets": [
            {
                "name": dataset.name,
                "title": _said(dataset.title),
                "meaning": _said(dataset.means),
                "fields": [_field(field) for field in dataset.fields],
            }
            for dataset in datasets
        ],
    }


def as_json(datasets: Iterable[Dataset]) -> bytes:
    return json.dumps(told(datasets), ensure_ascii=False, indent=1).encode() + b"\n"


def as_csv(datasets: Iterable[Dataset]) -> bytes:
    """A line for each field, and one for each code of its vocabulary."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    said = [f"{name}_{locale}" for name in ("meaning", "unit") for locale in LANGUAGES]
    writer.writerow(["dataset", "field", "code", "type", *said])
    for dataset in datasets:
        for field in dataset.fields:
            units = [words(locale).gettext(field.unit) for locale in LANGUAGES]
            means = [words(locale).gettext(field.means) for locale in LANGUAGES]
            writer.writerow([dataset.name, field.name, "", field.type.value, *means, *units])
            for code, means_code in field.codes.items():
                means = [words(locale).gettext(means_code) for locale in LANGUAGES]
                writer.writerow([dataset.name, field.name, code, "", *means, "", ""])
    return (MARK + file.getvalue()).encode()


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": field.type.value,
        "unit": _said(field.unit) if field.unit else None,
        "meaning": _said(field.means),
        "codes": [{"code": code, **_said(means)} for code, means in field.codes.items()],
    }


def _said(message: str) -> dict[str, str]:
    return {locale: words(locale).gettext(message) for locale in LANGUAGES}
