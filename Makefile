# Builds and installs bounces. `make install DESTDIR=/tmp/root PREFIX=/usr` fills a folder; `make deb` makes a Debian package.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# Swift's own libraries go into the program, so that it runs where no Swift is installed.
BUILD = $(SWIFT) build -c release --product bounces --static-swift-stdlib --scratch-path .build-static
BINARY = .build-static/release/bounces

.PHONY: all install deb documents clean

all:
	$(BUILD)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/bounces
	strip $(DESTDIR)$(PREFIX)/bin/bounces
	install -m 644 Documentation/man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -D -m 644 Documentation/completions/bounces.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/bounces
	install -D -m 644 Documentation/completions/_bounces $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_bounces
	install -D -m 644 Documentation/completions/bounces.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/bounces.fish

# A package for this architecture, in .build-static.
deb: all
	Packaging/build-deb $(BINARY) .build-static

# What is made from the program itself: the man page and the completions. A test says when they are out of date.
documents:
	Packaging/make-documents Documentation

clean:
	rm -rf .build-static
