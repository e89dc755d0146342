"""The tagger on numpy: tiling, batching, half-width punctuation, and what it is there for."""

from __future__ import annotations

import pytest

from kg.naming import tagger, weights

TEXTS = [
    "云河市工信局党组书记、局长沈若兰表示，将以项目建设为主线。",
    "",
    "青岚县委副书记、县长林海洋主持会议。",
    "短",
    "😀未知字符𠀀与，标点。",
]


def names(text: str) -> list[str]:
    return [text[w.start : w.end] for w in tagger.tag([text])[0] if w.tag in ("PER", "nr")]


def test_words_tile_each_text() -> None:
    for text, words in zip(TEXTS, tagger.tag(TEXTS), strict=True):
        assert "".join(text[w.start : w.end] for w in words) == text
        assert all(w.end > w.start for w in words)


def test_a_text_is_read_the_same_alone_and_in_a_batch() -> None:
    assert tagger.tag(TEXTS) == [tagger.tag([text])[0] for text in TEXTS]


def test_batches_hold_every_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = tagger.tag(TEXTS)
    monkeypatch.setattr(tagger, "_BATCH", 10)
    assert tagger.tag(TEXTS) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云河市工信局局长沈若兰说，要补齐短板。", "沈若兰"),
        ("会上，林海洋宣读了表彰决定。", "林海洋"),
        ("居民周启明告诉记者，小区变了样。", "周启明"),
    ],
)
def test_persons(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("text", ["会议研究了三个议题。", "项目总投资12亿元。", "任重道远，更须奋勇争先。"])
def test_no_persons(text: str) -> None:
    assert names(text) == []


def test_punctuation_is_read_the_same_in_both_widths() -> None:
    wide = "沈若兰说：“云河，加油！”"
    assert tagger.tag([wide]) == tagger.tag([wide.translate(tagger._HALF)])


def test_no_texts() -> None:
    assert tagger.tag([]) == []


def test_missing_network_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match="lac_small"):
        weights.folder()


def test_unknown_parameter_format_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "model_baseline").mkdir()
    good = (weights.folder() / "model_baseline" / "fc_4.b_0").read_bytes()
    (tmp_path / "model_baseline" / "bad").write_bytes(b"\x01" + good[1:])
    monkeypatch.setattr(weights, "folder", lambda: tmp_path)
    with pytest.raises(ValueError, match="bad"):
        weights.parameter("bad")
