// swift-tools-version: 6.3
import PackageDescription

// Programs of others that use the library: a package of its own, as theirs are. `.ci/run examples` builds and runs them.
let package = Package(
  name: "bounces-examples",
  dependencies: [
    .package(name: "bounces", path: "..")
  ],
  targets: [
    .executableTarget(name: "print-replies", dependencies: [.product(name: "MailReplies", package: "bounces")]),
    .executableTarget(name: "explain-bounces", dependencies: [.product(name: "MailReplies", package: "bounces")]),
    .executableTarget(name: "explain-reply", dependencies: [.product(name: "MailReplies", package: "bounces")]),
  ],
  swiftLanguageModes: [.v6]
)
