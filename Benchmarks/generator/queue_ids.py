"""Queue ids in Postfix's two forms and Exim's long one, each unique within a log."""

LONG_DIGITS = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz"
LOG_START = 1_795_000_000


class QueueIds:
    def __init__(self, random, long):
        self._random, self._long = random, long
        self.given = 0

    def next(self, second):
        """Short: microseconds and inode in hex. Long: time in base 52, a z, inode in base 51."""
        self.given += 1
        micro = int(self._random.random() * 1_000_000)
        if not self._long:
            return f"{micro:05X}{0x1000000 + (self.given * 7_919 & 0xFFFFFF):X}"
        return _digits((LOG_START + second) * 52 ** 4 + micro, 52) + "z" + _digits(600_000 + self.given, 51)


def _digits(number, base):
    text = ""
    while number:
        number, digit = divmod(number, base)
        text = LONG_DIGITS[digit] + text
    return text


EXIM_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PAIRS = [a + b for a in EXIM_DIGITS for b in EXIM_DIGITS]


class EximIds:
    """Message ids as since Exim 4.97: time, process and fraction of the second in base 62, 23 characters."""

    def __init__(self, random, start=LOG_START):
        self._random, self._start = random, start
        self._second, self._time = None, ""
        self.given = 0

    def next(self, second):
        if second != self._second:
            time, text = self._start + int(second), ""
            for _ in range(6):
                time, digit = divmod(time, 62)
                text = EXIM_DIGITS[digit] + text
            self._second, self._time = second, text
        self.given += 1
        return (f"{self._time}-0000000{PAIRS[self.given // 3_844 % 3_844]}{PAIRS[self.given % 3_844]}-"
                f"{PAIRS[int(self._random.random() * 3_844)]}{PAIRS[self.given * 7 % 3_844]}")
