/// The SHA-256 of the page's style and script, base64: what its policy lets in. A test compares them with the files.
enum PageHashes {
  static let style = "/AWXiPhDcPcROq2OsnaH6SF519ljZdHahWN+nUNbZXM="
  static let script = "kFQy9rCEx6NNyzqY7kSU5Bi35glgHkegs4FwFlf+eoo="
}
