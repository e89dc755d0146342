"""How a tour is told of in a view where names are marks: who sets out, comes along, speaks on the way; what is none."""

from __future__ import annotations

import re

from kg.grammar.rule import expand

TOUR = re.compile("实地|来到|走进|深入|前往|赴|一行|先后|抵达|莅临")
SITE = re.compile("(?:现场|工地|车间|展厅|大厅|大棚|田间|厂区|园区|[内里中])$")
STOPS = re.compile("[^，。；：]{0,8}(?:[。；]|$)")
NEXT = re.compile("首先|随后|接着|之后|最后|先后|一行")
HEARD = re.compile(expand("，(?:{ORG}|{TITLE}|企业|公司|负责人|、){0,6}{PER}[^，。；]{0,6}(?:介绍|汇报|告诉|讲解)"))
COMPANIONS = re.compile("在[^。；：“”]{1,90}?(?:的)?陪同下")
SAYS = re.compile("表示|指出|强调|说|认为|要求|希望|欢迎|邀请|建议|呼吁|提出")
NOT_NOW = re.compile("计划|将要|拟|记者|曾任|调任|派驻|毕业|出生|分配|进入.*工作|担任|任命|会见|陪同|带领.*记者|要(?!闻)|必须|应当|将(?!军)|介绍|汇报")
OTHER_SUBJECT = re.compile(expand("[，、][^，]*{ORG|LOC}"))
LEADS = re.compile("率|一行|[后前]，|先后|带领|会同")
LIVES = re.compile("任职|工作$|担任|就读|毕业|落户|报到|挂职|投案|开庭|召开|举行|举办")
OTHERS = re.compile("记者|游客|市民|村民|居民|客商|企业家|学生|群众|网友|顾客|[督巡]察组|工作人员|与会(?:人员|代表|者)|参会人员")
FREE = re.compile(
    r"(?:[他她]们?|一行人?|[^，。；：]{0,8}(?:(?:调研|考察|视察|慰问|检查|督导|指导|访问|观摩|走访|督查|工作|党政)(?:小?组|团|分队)|代表团)(?:一行)?(?:成员)?|当[日天]|该?组|[^，。；：]{0,6}[日天午晚间后前中时](?:，)?|随后|接着|之后|然后|最后|首先|途中|还|又|并|也|先|先后|实地|一路|"
    r"＿+|[，、]|冒着[^，。；]{2,8}|顶着[^，。；]{2,8}|冒雨|沿着[^，。；]{2,8}|率队|带队|每到一处|特地?|专程|再次|分别|深入)*"
)
TRIP = re.compile("(?:集中|现场|拉练|巡回|实地|重点项目|工作)观摩|观摩(?:活动|组|团)|(?:集中|联合)?(?:调研|考察|视察|检查|走访|巡查|慰问)活动")
JOINS = re.compile(expand("(?P<who>{PER})(?:等[^，。；：{PER}]{0,8})?(?:带队|率队|全程|一同)?(?:参加|参与|带队|率队)"))
SPOKEN = re.compile(expand("，(?:{TITLE}|、)*(?P<who>{PER})(?:仔细|详细|反复|现场|再次|特别)?(?:指出|强调|要求|叮嘱|嘱咐|说|表示|询问|对)"))
AT_MEETING = re.compile("[会式]上?$|期间$|文章|媒体")
ALONG = re.compile(expand("(?P<who>[^。；：“”]{1,120}?)(?:随同|随行|同行|一同(?:考察|调研|到访|来访))"))
