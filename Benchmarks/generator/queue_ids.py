"""Queue ids in Postfix's two forms, each unique within a log."""

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
