"""Who is in the sample day: the 60 people of example.com, the world that they write to, and the readers of the newsletter.

Addresses lie in domains reserved for documentation. The names of the big providers' mail servers are real, their addresses are not.
"""

FIRST = ("anna lukas marie jonas laura felix sophie paul clara max emma leon julia tim sarah jan lena nils eva tom nina carlos ines "
         "marta pablo giulia marco chloe hugo amelie pierre sofie lars ingrid bjorn kate james olivia henry grace peter susan david").split()
LAST = ("keller stein wagner becker hoffmann schulz koch bauer richter klein wolf neumann schwarz braun hofmann hartmann lange krause "
        "garcia lopez moreno rossi ferrari bianchi dubois laurent moreau jansen devries bakker nilsson berg larsen holm taylor brown "
        "walker evans wright cooper hughes morgan").split()
PLACES = ("nordlicht altstadt seeblick bergland hafen lindenhof sonnental rheinblick waldsee marktplatz harbour riverside oakfield "
          "westgate northside greenhill lakeside castello bellavista montana clairmont rivoli zuiderpark molenwijk fjord solberg").split()
TRADES = ("optik hotel architekten apotheke reisen verlag druck bau studio kanzlei praxis books travel legal design garden dental "
          "ceramics cafe vini moda librairie bakkerij fietsen foto consult").split()
ENDINGS = (".example", ".example", ".example", ".example.net", ".example.org", ".test")
ROLES = ("info", "kontakt", "office", "hello", "mail", "buchhaltung", "contact", "verwaltung")

OUR_DOMAIN, OUR_HOST, OUR_IP = "example.com", "mx1.example.com", "203.0.113.25"
FREEMAIL = {"gmail.example": ("google", 210), "outlook.example": ("microsoft", 95), "hotmail.example": ("microsoft", 60),
            "yahoo.example": ("yahoo", 70), "gmx.example": ("gmx", 85), "web.example": ("gmx", 45)}
"""The free mail services: kind of server, and how many readers have their mailbox there."""

SPECIAL = {"kontor-nord.example": "postfix", "altstadt-hotel.example": "qmail", "stadtwerke-sued.example": "qmail",
           "bibliothek.example.org": "sendmail", "partner.example.org": "sendmail", "verein-west.example.net": "mailbox-name",
           "prank.example.net": "prank", "bücher.example": "postfix", "kanzlei-morgan.example": "filter"}
"""Domains that something of the day's story happens to."""
KINDS = ("google", "microsoft", "postfix", "postfix", "postfix", "exim", "exim", "exchange", "sendmail")
GREYLISTING = 5
"""Every fifth domain with a Postfix or Exim of its own greylists."""


class People:
    def __init__(self, random):
        self._random = random
        self.users = self._users(58) + [f"sales@{OUR_DOMAIN}", f"info@{OUR_DOMAIN}"]
        self.domains = {name: kind for name, (kind, _) in FREEMAIL.items()} | SPECIAL
        while len(self.domains) < 150:
            name = f"{random.choice(PLACES)}-{random.choice(TRADES)}{random.choice(ENDINGS)}"
            self.domains.setdefault(name, random.choice(KINDS))
        self.businesses = [d for d in self.domains if d not in FREEMAIL and d not in SPECIAL]
        self.greylisting = {d for i, d in enumerate(self.businesses) if i % GREYLISTING == 0 and self.domains[d] in ("postfix", "exim")}
        self.relays = {domain: self._relays(domain, kind) for domain, kind in self.domains.items()}
        self.correspondents = [self.person(random.choice(self.businesses + ["gmail.example"] * 20 + ["gmx.example"] * 8)) for _ in range(140)]
        self.readers = self._readers()

    def _users(self, count):
        found = {"laura.stein": None, "anna.keller": None, "carlos.garcia": None}
        while len(found) < count:
            found.setdefault(f"{self._random.choice(FIRST)}.{self._random.choice(LAST)}")
        return [f"{name}@{OUR_DOMAIN}" for name in found]

    def person(self, domain):
        random = self._random
        if domain not in FREEMAIL and random.random() < 0.45:
            return f"{random.choice(ROLES)}@{domain}"
        first, last = random.choice(FIRST), random.choice(LAST)
        name = random.choice((f"{first}.{last}", f"{first}.{last}", f"{first[0]}.{last}", f"{first}{last}", f"{first}_{last}",
                              f"{last}{random.randrange(60, 99)}"))
        return f"{name}@{domain}" if random.random() > 0.03 else f"{name.title()}@{domain}"

    def _readers(self):
        """The newsletter's list: about 900 addresses, no two alike."""
        wanted = [domain for domain, (_, count) in FREEMAIL.items() for _ in range(count)]
        wanted += [self._random.choice(self.businesses) for _ in range(290)]
        wanted += ["kontor-nord.example"] * 11 + ["altstadt-hotel.example"] * 6 + ["stadtwerke-sued.example"] * 9
        wanted += ["bibliothek.example.org"] * 8 + ["verein-west.example.net"] * 7 + ["kanzlei-morgan.example"] * 3
        found = {}
        for domain in wanted:
            address = self.person(domain)
            while address.lower() in found:
                address = self.person(domain).replace("@", f"{self._random.randrange(2, 99)}@")
            found[address.lower()] = address
        readers = list(found.values()) + ["jürgen.weiß@bücher.example"]
        self._random.shuffle(readers)
        return readers

    def address(self, network):
        return f"{network}.{self._random.randrange(30, 240)}"

    def _relays(self, domain, kind):
        """The domain's MX hosts as `name[address]`, the preferred one first."""
        dashed = domain.encode("idna").decode().replace(".", "-")
        if domain == "gmail.example":
            return "gmail-smtp-in.l.google.com[2001:db8:4860:4864::1b]", "gmail-smtp-in.l.google.com[198.51.100.27]"
        if domain in ("outlook.example", "hotmail.example"):
            return (f"{dashed}.olc.protection.outlook.com[{self.address('198.51.100')}]",)
        fixed = {"google": "aspmx.l.google.com[198.51.100.26]", "yahoo": "mta7.am0.yahoodns.net[192.0.2.106]",
                 "gmx": f"mx00.{domain}[192.0.2.{'61' if domain == 'gmx.example' else '62'}]",
                 "microsoft": f"{dashed}.mail.protection.outlook.com[{self.address('198.51.100')}]"}
        if kind in fixed:
            return (fixed[kind],)
        ascii_domain = domain.encode("idna").decode()
        network = self._random.choice(("198.51.100", "192.0.2"))
        if self._random.random() < 0.25:
            return f"mx1.{ascii_domain}[{self.address(network)}]", f"mx2.{ascii_domain}[{self.address(network)}]"
        return (f"{self._random.choice(('mail', 'mx', 'smtp', 'mx1'))}.{ascii_domain}[{self.address(network)}]",)
