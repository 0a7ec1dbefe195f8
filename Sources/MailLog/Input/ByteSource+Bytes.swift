extension ByteSource {
  /// Opens bytes that are in memory already, compressed or not; `name` is for messages only.
  package static func open(bytes: [UInt8], name: String) throws(InputError) -> ByteSource {
    // Behind the bytes an end is read.
    try ByteSource(BufferedFile(bytes, then: InputFile(path: "/dev/null")), path: name)
  }
}
