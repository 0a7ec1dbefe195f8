import SMTPReply

/// Where mail logs are found by default, for advice and for telling a directory's mail logs from its other files.
package enum LikelyLogs {
  /// Log files of the systems that the mail servers are packaged for, and of their own defaults.
  package static let paths =
    ["/var/log/mail.log", "/var/log/maillog", "/var/log/mail"] + MTA.allCases.flatMap(\.logPaths)

  /// Those of them that this host has.
  package static var present: [String] {
    paths.filter { path in
      do throws(SystemError) {
        _ = try SystemCalls.status(ofPath: path)
        return true
      } catch {
        // In a directory that is closed to the user: its owner is there, so the file is likely to be.
        return error.isRefusal
      }
    }
  }

  /// Names under which a file is taken for a mail log even when its first lines are of other programs.
  static let names = Set(["mail.log", "maillog", "mail"] + MTA.allCases.flatMap(\.logNames))

  /// Files that syslog daemons write the same mail lines to, the most complete first (the default rules of Debian, Red Hat
  /// and SUSE). Of these a directory's first is read.
  static let copies = [
    "mail.log", "maillog", "mail", "mail.info", "syslog", "messages", "mail.warn", "mail.warning", "mail.err",
  ]
}
