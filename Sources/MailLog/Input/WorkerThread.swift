import Glibc

/// A thread for some work. Where none can be made it says so at once; libdispatch would try for ever.
///
/// Unsafe because pthread_create takes pointers: the work is held until the thread has taken it.
package enum WorkerThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Why no thread can be made now; nil when one can.
  package static var shortage: SystemError? { start(stackBytes: 64 << 10) {} }

  /// Begins `body` in a thread of its own, which nobody waits for, with a stack of `stackBytes` or the usual one. Gives why that cannot
  /// be; nil when it has begun.
  package static func start(stackBytes: Int? = nil, _ body: @escaping @Sendable () -> Void) -> SystemError? {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    if let stackBytes { unsafe pthread_attr_setstacksize(&attributes, stackBytes) }
    let work = unsafe Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, &attributes,
      { raw in
        guard let raw = unsafe raw else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    guard code != 0 else { return nil }
    unsafe work.release()
    return SystemError(code: code)
  }
}
