"""The numbers of the reference month, shared by all peers.

Every value is an assumption, chosen so that each rule has work to do; none says anything about Sanming.
Money is yuan a month.
"""

PERSISTENCE = 0.9  # of the log income shock, month to month
SHOCK_SD = 0.12
ILLNESS = 0.01  # chance a month
ILLNESS_MONTHS = 3
ILL_LABOUR = 0.6  # share of labour left while ill
DISASTER = 0.004  # chance a month
DISASTER_KEEPS = 0.4  # share of earnings left in the month of a disaster
PAY = 1_500.0  # a worker of mean ability

WAGE_FLOOR = 300.0
WAGE_SHARE = 0.1  # of mean earnings in the village, added to the local wage
POST_PAY = 0.8  # of the local wage
HOUSEHOLDS_A_POST = 100  # one post a village, and one more for each so many households

LEVY = 0.05  # of a member's earnings, to the cooperative
PAYOUT = 0.8  # of the cooperative's fund, as equal dividends

PENSION = 120.0  # an elder
TOP_UP = 0.6  # of what earnings lack to the line, for households in the programme

NEED = 0.8  # of the line a person: least consumption
SPEND = 0.9  # of income
SPEND_CASH = 0.05  # of cash
MEDICAL = 3.0  # times the line, while ill
INTEREST = 0.005
REPAY = 0.1  # of income, while in debt
LOAN_CAP = 6.0  # months of income

START_LINE = 400.0
LINE = 0.5  # of the county median income a person
ENTER_AFTER = 3  # months poor
LEAVE_AFTER = 6  # months not poor
