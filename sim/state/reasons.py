"""Reason codes: why a household was not recognised, not offered or did not take a post, loan, contract or job. Kept in columns of kind report."""

from enum import IntEnum


class Reason(IntEnum):
    """0 means no refusal. Labels in `LABELS`."""

    NONE = 0
    NOT_ELIGIBLE = 1
    NOT_AWARE = 2
    DID_NOT_APPLY = 3
    EVIDENCE = 4
    SCREEN = 5
    QUOTA = 6
    SLOT = 7
    PURSE = 8
    CADRE_TIME = 9
    DECLINED = 10
    NO_LABOUR = 11
    GRADUATED = 12
    NOT_STARTED = 13
    NO_HISTORY = 14
    BAD_RECORD = 15
    TOO_SMALL = 16
    NO_GAIN = 17
    RATION = 18
    COLLATERAL = 19
    RISK = 20
    NO_PARTNER = 21
    ROOM = 22
    ENDED = 23
    FULL = 24
    NOT_ABLE = 25
    PENDING = 26
    COMPLAINT = 27
    APPEAL_LOST = 28
    SPLIT_REFUSED = 29
    NOT_ENTERED = 30


LABELS = {  # (Chinese, English)
    Reason.NONE: ("无", "none"),
    Reason.NOT_ELIGIBLE: ("不符合条件", "not eligible"),
    Reason.NOT_AWARE: ("不知晓政策", "not aware"),
    Reason.DID_NOT_APPLY: ("未申请", "did not apply"),
    Reason.EVIDENCE: ("核查收入超线", "evidence above the line"),
    Reason.SCREEN: ("否决项(如有车)", "screened out, for example a car"),
    Reason.QUOTA: ("名额已满", "quota full"),
    Reason.SLOT: ("无空缺岗位", "no free post"),
    Reason.PURSE: ("资金不足", "purse empty"),
    Reason.CADRE_TIME: ("干部工作量不足", "no cadre time"),
    Reason.DECLINED: ("本人放弃", "declined"),
    Reason.NO_LABOUR: ("无劳动能力", "no labour capacity"),
    Reason.GRADUATED: ("已退出", "left the list after good reviews"),
    Reason.NOT_STARTED: ("本县未启动", "mechanism not started in the county"),
    Reason.NO_HISTORY: ("尚无收入记录", "no income on record yet"),
    Reason.BAD_RECORD: ("有不良信用记录", "bad credit record"),
    Reason.TOO_SMALL: ("低于最低贷款额", "less than the smallest loan"),
    Reason.NO_GAIN: ("对方无利可图", "the other side would not gain"),
    Reason.RATION: ("超出产品额度或收入上限", "beyond the limits of loan product and income"),
    Reason.COLLATERAL: ("缺少抵押或担保", "no collateral or guarantee"),
    Reason.RISK: ("预期违约风险过高", "risk of default too high"),
    Reason.NO_PARTNER: ("本村无对应收购方", "nobody in reach buys what it grows"),
    Reason.ROOM: ("对方收购量已满", "the partner has no more room"),
    Reason.ENDED: ("对方停止合作", "the other side ended it or closed"),
    Reason.FULL: ("岗位已满", "no free job"),
    Reason.NOT_ABLE: ("能力低于入选者", "less able than who was chosen"),
    Reason.PENDING: ("审核中", "case not decided yet"),
    Reason.COMPLAINT: ("公示期被举报并查实", "refused after a complaint"),
    Reason.APPEAL_LOST: ("申诉复查未通过", "appeal lost"),
    Reason.SPLIT_REFUSED: ("拆户申请未获准", "splitting of the household refused"),
    Reason.NOT_ENTERED: ("考核压力下未予纳入", "not entered under assessment pressure"),
}
