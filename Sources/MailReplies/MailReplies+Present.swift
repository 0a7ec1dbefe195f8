#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension MailReplies {
  /// Seconds since 1970, where the caller did not say: the one thing that is asked of the system beside the logs.
  static var present: Int64 { Int64(time(nil)) }
}
