"""What single lines of a newspaper page show: bylines, jumps between pages, datelines, captions, ends of paragraphs."""

from __future__ import annotations

import re
from typing import Final

_WHO: Final = r"(?:本[报刊网台社]|[一-鿿]{2,8}[报网台社刊])?(?:全媒体)?(?:首席|特约|见习|实习|驻[一-鿿]{1,6})?(?:全媒体)?"
_CREW: Final = (
    "记者|通讯员|作者|采写|执笔|撰文|文图|图文|文字|文|图|图片|摄影|摄像|编辑|责任编辑|责编|校对|审核|审读|来源|信息来源|稿源|供稿|撰稿|整理|策划|统筹|监制|编审"
    "|发布者|发布人|发布单位|供稿单位|稿件来源|文章来源|新闻来源|信息员|撰稿人|审稿|审稿人|审核人|拍摄|摄影者|初审|复审|终审|一审|二审|三审|供图|制图|版式|美编|见习编辑|值班主任|值班编委"
)
_NAME: Final = r"[一-鿿]{2,4}"
_BYLINE: Final = re.compile(
    rf"（?(?:[□▢☐]\s*\S|[■◆◇]\s*(?={_WHO}(?:记者|通讯员|评论员)))|[●○★☆◎▲]?（?{_WHO}(?:记者|通讯员)[ \u3000：/]"
    rf"|[（【\[]?(?:{_CREW})(?:[ \u3000]*[/／|｜、][ \u3000]*(?:{_CREW}))*[ \u3000]*[：/／|｜]"
    rf"|(?:{_CREW})[ \u3000]+{_NAME}(?:[ \u3000、]+{_NAME})*$"
    rf"|（{_WHO}(?:{_CREW})[^（）]{{1,60}}）$"
    rf"|[●○★☆◎]?{_WHO}(?:记者|通讯员)[^，。：从在了获]{{2,16}}(?:报道|文/?图|摄|/文|(?<=[ \u3000])通讯员[^，。：]{{2,16}})$|[●○★☆◎]?本[报刊网台社][一-鿿]{{0,4}}(?:记者|通讯员)[^，。：从在了获对走]{{2,4}}$"
    rf"|{_NAME}(?:[ \u3000、]+{_NAME})*[ \u3000]*/[ \u3000]*[文图摄]|{_NAME}(?:[ \u3000、]+{_NAME})*[ \u3000]+(?:文/图|图/文|文图|摄影报道|摄)$"
)
_STAMP: Final = re.compile(
    r"(?:【?(?:发布|发表|更新|发稿)(?:时间|日期)|(?:时间|日期)[：:][ \u3000]*\d{4}-\d{1,2}-\d{1,2}(?=.*(?:作者|来源|点击|浏览|阅读|文[/／：:])|$)|【?字[体号]|浏览|点击|阅读|访问|分享|打印|上一篇|下一篇|责编|当前位置|您现在|首页[ \u3000]*[>＞»/]|[^，。]{2,12}>[^，。>]{2,12}>|第?[ \u3000]*[A-D]?[ \u3000]*\d{1,2}[ \u3000]*版(?:$|[：: \u3000]|面))"
    r"|[^，。：]{2,12}[ \u3000]+\d{4}(?:[-/.]\d{1,2}){2}[ \u3000]+\d{1,2}:\d{2}"
    r"|(?:\d{4}(?:[-/.]\d{1,2}){2}|\d{4}年\d{1,2}月\d{1,2}日)(?:[ \u3000]*星期[一二三四五六日])?(?:[ \u3000]*\d{1,2}:\d{2}(?::\d{2})?)?(?:$|[ \u3000]|来源|作者|第)"
)
_JUMP_PAGE: Final = r"(?:第?[一二三四五六七八九十\d]{1,3}|封面|头|[A-Z]\d{0,2})版?(?:[^（）]{0,12})?"
_JUMP_TO: Final = re.compile(rf"[（(](?:下转|紧接|转){_JUMP_PAGE}[）)]")
_JUMP_FROM: Final = re.compile(rf"[（(](?:上接|接){_JUMP_PAGE}[）)]")
_DASHES: Final = re.compile("[—-]{2,}")
_TALK: Final = re.compile("[。？！；]|，.*，|：[^：]{40}")
_CROSSHEAD: Final = re.compile("[^，。；：]{4,24}[—-]{2,}$")
_SIGN: Final = re.compile("图[为：]|[左右上下][一二三]?图[：为]")
_STOPS: Final = frozenset("。！？…!?")
_ARROWS: Final = frozenset("▲△▼▽◀▶◁▷←→↑↓")
_SIGNAL: Final = frozenset("第时日ABCD—-▲△▼▽◀▶◁▷←→↑↓图左右上下（□■◆◇▢☐●○★☆◎本作采执文摄编责校审来信稿供撰整策统监初复终一二三制版美见值发更【[字首拍信审文供浏点阅访分打当您0123456789")
_CLOSING: Final = re.compile(rf"（(?:{_WHO}(?:记者|通讯员)|作者|来源|撰稿|供稿|整理|文[：/]|图[：/]|摄影|编辑|责任编辑)[^（）。]{{1,90}}）$")
_BESIDE: Final = re.compile(
    r"[【\[（]?(?:字[号体][：: \u3000]*)?[【\[（]?大[ \u3000]*中[ \u3000]*小[】\]）]?$"
    r"|(?P<label>(?:会议|发布|直播|访谈|活动|采访)?(?:时间|地点|主持人?|发布人|嘉宾|出席人?员?|出席领导|主办单位|承办单位|记录|记录人|人物|参会人员)[：:])"
    r"|[^，。！？]{0,16}\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?[^，。！？]{0,6}(?:第?[A-D]?[\d一二三四五六七八九十]{1,2}版|星期[一二三四五六日]|总?第\d+期|责任?编辑?)[^，。！？]{0,40}$"
    r"|[^，。：！？、“”]{2,14}(?:[日晚早周时导]报|时讯|周刊|快报)(?:[ \u3000]*第?[A-D]?\d{0,2}版?[ \u3000]*[一-龥]{0,4})?$"
    r"|（[^（）]*(?:通过|批准|修订|印发|公布|施行|\d日)）$"
    r"|(?:第?[一二三四五六七八九十]{1,2}(?:、|部分|[ \u3000])|（[一二三四五六七八九十]{1,2}）)"
    rf"|[^，。：！？]{{4,24}}(?:长|书记|主任|主席|院长)[ \u3000]+{_NAME}$"
)
_NOTICE: Final = re.compile("(?!附)[^，。：；、]{4,40}(?:公告|公示|通告|通知|启事|任免名单|倡议书|公开信)$")
_WRITER: Final = re.compile("记者|通讯员|作者|来源|文[/：]")
_MAKER: Final = re.compile("责编|责任编辑|版式|星期|美编|校对|值班")
_FRESH: Final = re.compile(r"(?:近日|日前|昨[日天]|今[日天]|连日来|记者|\d{1,2}月\d{1,2}日|\d{1,2}日[，上下]|20\d\d年\d{1,2}月\d{1,2}日)")
_FURNITURE: Final = re.compile(
    r"[【\[（]?(?:分享(?:到|至)?|扫一扫[^，。]{0,20}|打印(?:本页|此页)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表|上一?[级页])?|收藏(?:本页)?|加入收藏|点赞|评论|我要纠错|纠错|"
    r"字[体号][：: 　]*[大中小 　]+|浏览器版本过低[^。]*|相关附件|附件下载|点击下载|无障碍阅读|微信扫码[^，。]{0,12}|(?:上|下)一?[篇条页][：:]?(?:没有了|无)?)[：:]?[】\]）]?"
    r"(?:[ 　|｜/]*[【\[（](?:打印(?:本页|此页)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表)?|收藏|分享)[】\]）])*$"
)
_CRUMB: Final = re.compile(r"(?:您?(?:当前|现在)?的?(?:位置|所在位置)[是：:]?[ 　]*)?(?:(?:网站)?首页|主页)?[ 　]*(?:[>＞»]{1,2}[ 　]*[^，。>＞»]{2,14})*$")
_PARTING: Final = re.compile(r"[◇◆□■○●☆★※＊*·.=_~—－ \u3000-]{3,}$")
_REPORT: Final = re.compile("[又另]讯[ \u3000]|本[报刊网台社](?:综合)?(?:讯|消息)|[^，。！？]{0,14}\\d{1,2}月\\d{1,2}日(?:电|讯|消息)|[^，。！？“”]{2,8}[网社报](?:讯|消息)")
_CAPTION: Final = re.compile("现场$|[（(][左右前后中][一二三四五六排起]?|从左[至到]右|合影|(?:书记|长|主任|主席|经理|领导|嘉宾|代表|专家|院士|教授)[^，。]{2,40}$|仪式$|图[为片]|摄）?$|签约|剪彩")
_PROSE: Final = re.compile("[。；]|[，、：；]$")
_SPEECH: Final = re.compile("^[“‘].*[，、].*[”’]$")
_WORD: Final = re.compile(r"\w")
_HEADLINE_SIZE: Final = 70
_SHOUT_SIZE: Final = 25
_BYLINE_SIZE: Final = 140


def role(body: str, indent: bool) -> str:
    """byline, caption (by its sign), dash (a subtitle opened by dashes) or "" for a line seen alone."""
    first = body[0]
    if first in "首主>＞»您当位" and is_crumb(body):
        return "byline"
    if first not in _SIGNAL and "记者" not in body and "通讯员" not in body and body[-1] not in "文图摄道" and "/" not in body and ":" not in body:
        return ""
    if first in "—-":
        return "dash" if not indent and "。" not in body and _DASHES.match(body) else ""
    if (first in _ARROWS and "记者" not in body[:6]) or (first in "图左右上下" and _SIGN.match(body)):
        return "caption"
    talk = len(body) > _BYLINE_SIZE or _TALK.search(body)
    return "byline" if not talk and (_BYLINE.match(body) or _STAMP.match(body)) else ""


def opens_jump(body: str) -> bool:
    """（上接第一版）… continues a text of another page."""
    return body[0] in "（(" and bool(_JUMP_FROM.match(body))


def closes_article(line: str) -> bool:
    """Does the line end with （下转第二版） or with a byline in brackets?"""
    return line[-1] in "）)" and bool(_JUMP_TO.search(line, max(0, len(line) - 16)) or _CLOSING.search(line))


def ended(line: str) -> bool:
    """Does a paragraph end at the end of this line, as far as the line shows?"""
    last = line[-1]
    if last in _STOPS:
        return True
    return (last in "”’）》』」" and line.rstrip("”’）》』」")[-1:] in _STOPS) or closes_article(line)


def opens_report(body: str) -> bool:
    """本报讯, 新华社北京9月29日电: the first words of an article's body."""
    return bool(_REPORT.match(body))


def names_writer(line: str) -> bool:
    """Does a byline name who wrote a text, not only who made the page (责编, 版式)?"""
    return bool(_WRITER.search(line)) or not _MAKER.search(line)


def opens_news(body: str) -> bool:
    """近日，…; 3月2日，…: a paragraph that may open an article."""
    return bool(_FRESH.match(body))


def is_prose(body: str, inside: bool, wrapped_indent: bool) -> bool:
    """Running text, as against a headline: it has a full stop, ends open, is long, or says something in quotes."""
    if _CROSSHEAD.match(body):
        return False
    if wrapped_indent or _PROSE.search(body) or len(body) > _HEADLINE_SIZE or opens_report(body) or not _WORD.search(body):
        return True
    if body[-1] in "…" or _SPEECH.match(body):
        return True
    return inside and body[-1] in "！？" and len(body) > _SHOUT_SIZE


def beside(body: str) -> str:
    """How a line stands beside the headline without being one: label (地点：…), line (masthead, section, （…通过）) or ""."""
    found = _BESIDE.match(body)
    return "" if not found else "label" if found["label"] else "line"


def is_notice(body: str) -> bool:
    """任前公示公告, 任免名单: the title of a notice, which stands for itself wherever it is."""
    return bool(_NOTICE.match(body))


def parts(body: str) -> bool:
    """◇ ◇ ◇: a line of ornaments between two articles."""
    return bool(_PARTING.match(body))


def is_furniture(body: str) -> bool:
    """【打印】【关闭】, 分享到：, 下一篇：没有了: what a site puts round every text and what says nothing."""
    return bool(_FURNITURE.match(body))


def is_crumb(body: str) -> bool:
    """首页 > 新闻中心 > 集团要闻, or one line of it: where on its site a page hangs."""
    return bool(_CRUMB.match(body))


def is_caption(body: str) -> bool:
    """A short line among paragraphs that names who or what a photo shows."""
    return bool(_CAPTION.search(body))


def inner_borders(text: str) -> list[tuple[int, int, str]]:
    """A paragraph as (start, end, kind): jump marks at both ends and a closing byline apart from the prose."""
    out: list[tuple[int, int, str]] = []
    start, end = 0, len(text)
    if opening := (_JUMP_FROM.match(text) if text[:1] == "（" else None):
        start = opening.end()
        out.append((0, start, "jump"))
    tail: list[tuple[int, int, str]] = []
    if text[-1:] == "）":
        if jump := _JUMP_TO.search(text, max(start, end - 20)):
            tail = [(jump.start(), end, "jump")]
        elif byline := _CLOSING.search(text, max(start, end - 110)):
            tail = [(byline.start(), end, "byline")]
    middle = tail[0][0] if tail else end
    return [*out, (start, middle, "prose"), *tail]


def is_jump_to(text: str) -> bool:
    """（下转第二版）: the text goes on elsewhere."""
    return bool(_JUMP_TO.match(text))
