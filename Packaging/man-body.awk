# Makes of the page that the argument parser's plugin writes what mandoc finds no fault with: each sentence on a line of its own, commands
# that are shown as they are typed, and no blank lines. Stops where the plugin's own words on the exit status begin.
function close_display() { if (shown) { print ".Ed"; shown = 0 } }
/^\.Sh "?EXIT STATUS/ { close_display(); exit }
/^  / {
  if (!shown) { print ".Bd -literal -offset indent"; shown = 1; gap = 0 }
  sub(/^ +/, ""); print; next
}
{ close_display() }
# A paragraph begins only where text or a display follows.
/^$/ || /^\.Pp$/ { gap = 1; next }
/^\./ { gap = 0; print; next }
{
  if (gap) { print ".Pp"; gap = 0 }
  while (match($0, /[a-z0-9)'`"][.?!] ["'`(]?[A-Z]/)) {
    print substr($0, 1, RSTART + 1)
    $0 = substr($0, RSTART + 3)
  }
  print
}
END { close_display() }
