// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

let package = Package(
  name: "bounces",
  products: [
    .library(name: "SMTPReply", targets: ["SMTPReply"]),
    .library(name: "MailLog", targets: ["MailLog"]),
    .library(name: "ReplyGuide", targets: ["ReplyGuide"]),
    .library(name: "BounceReport", targets: ["BounceReport"]),
    .executable(name: "bounces", targets: ["bounces"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "SMTPReply", swiftSettings: strict),
    .target(name: "MailLog", dependencies: ["CZlib", "SMTPReply"], swiftSettings: strict),
    .target(
      name: "ReplyGuide",
      dependencies: ["SMTPReply"],
      exclude: ["Catalogue"],
      swiftSettings: strict,
      plugins: ["EmbedCatalogue"]),
    .target(name: "BounceReport", dependencies: ["MailLog", "ReplyGuide", "SMTPReply"], swiftSettings: strict),
    .executableTarget(
      name: "bounces",
      dependencies: [
        "BounceReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Turns the guide's YAML files into one Swift source with a string literal, at build time.
    .plugin(name: "EmbedCatalogue", capability: .buildTool(), dependencies: ["catalogue-embedder"]),
    .executableTarget(
      name: "catalogue-embedder",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: strict),

    .testTarget(name: "SMTPReplyTests", dependencies: ["SMTPReply"], swiftSettings: strict),
    .testTarget(name: "MailLogTests", dependencies: ["MailLog", "SMTPReply"], swiftSettings: strict),
    .testTarget(name: "ReplyGuideTests", dependencies: ["ReplyGuide", "SMTPReply"], swiftSettings: strict),
    .testTarget(name: "BounceReportTests", dependencies: ["BounceReport"], swiftSettings: strict),
    .testTarget(name: "CommandTests", dependencies: ["bounces"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
