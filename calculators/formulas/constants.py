"""Numbers that no price list sets."""

from calculators.engine.expression import Constant

HOURS_PER_MONTH = Constant(730, "H", "h/month")  # 8,760 hours / 12; a 720 h month moves results by 1.4%
HOURS_PER_DAY = Constant(24, "h_day", "h/day")
MONTHS_PER_YEAR = Constant(12, "m_year", "month/year")
SECONDS_PER_HOUR = Constant(3600, "s_h", "s/h")
TOKENS_PER_MTOKEN = Constant(1e6, "M", "token/Mtoken")
FLOPS_PER_TFLOP = Constant(1e12, "10¹²", "flop/Tflop")
BYTES_PER_GB = Constant(1e9, "G", "byte/GB")
REQUESTS_PER_THOUSAND = Constant(1000, "k", "request/krequest")
ONE_REPLICA = Constant(1, "1", "replica/block")
ONE_SERVING = Constant(1, "1", "replica")
ONE_MONTH = Constant(1, "1", "month")
ONE_BLOCK = Constant(1, "1", "block")
REACH_TIMES = Constant(100, "r_far", "1")  # beyond a hundred times today's volume a break-even is no plan
ONE_PARAMETER = Constant(1, "1", "parameter")
ONE_TOKEN = Constant(1, "1", "token/sequence")
FLOPS_A_PARAMETER = Constant(2, "2", "flop/parameter/token")  # a multiplication and an addition
ONE_YEAR = Constant(1, "1", "year")
DAYS_PER_WEEK = Constant(7, "d_week", "day/week")
MS_PER_SECOND = Constant(1000, "k", "ms/s")
ONE_AT_A_TIME = Constant(1, "1", "request/replica")
ATTENTION_FLOPS = Constant(4, "4", "flop*request/token/token")  # the same for the scores and for the values
KEY_AND_VALUE = Constant(2, "2", "1")
TOKEN_A_STEP = Constant(1, "1", "token/request")  # each request in the batch gets one token a step
ONE_IN_FLIGHT = Constant(1, "1", "request/replica")
ONE_COPY = Constant(1, "1", "replica")
ONE_GPU = Constant(1, "1", "GPU/replica")
