// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "bounces",
  products: [
    .library(name: "MailReplies", targets: ["MailReplies"]),
    .library(name: "ReplyGuide", targets: ["ReplyGuide"]),
    .library(name: "SMTPReply", targets: ["SMTPReply"]),
    .executable(name: "bounces", targets: ["bounces"]),
  ],
  traits: [
    .trait(name: "ISAL", description: "Decompress gzip by ISA-L (libisal-dev) instead of zlib: a third less CPU.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .target(name: "SMTPReply", swiftSettings: strict),
    .target(
      name: "MailLog",
      dependencies: ["CZlib", "SMTPReply", .target(name: "CIsal", condition: .when(traits: ["ISAL"]))],
      exclude: ["README.md"],
      swiftSettings: strict),
    .target(name: "GuideData", dependencies: ["SMTPReply"], exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "ReplyGuide",
      dependencies: ["GuideData", "SMTPReply"],
      exclude: ["Catalogue", "README.md"],
      swiftSettings: strict,
      plugins: ["EmbedCatalogue"]),
    .target(
      name: "ReplyCounts", dependencies: ["MailLog", "ReplyGuide", "SMTPReply"], exclude: ["README.md"],
      swiftSettings: strict),
    .target(
      name: "ReplyRecords", dependencies: ["MailLog", "ReplyCounts", "ReplyGuide", "SMTPReply"],
      exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "BounceReport",
      dependencies: [
        "MailLog", "ReplyCounts", "ReplyGuide", "SMTPReply", .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["HTML/Page", "README.md"],
      swiftSettings: strict,
      plugins: ["EmbedPage"]),
    // What other programs get: replies as plain values, and what the guide says of each.
    .target(
      name: "MailReplies", dependencies: ["MailLog", "ReplyCounts", "ReplyGuide", "SMTPReply"], swiftSettings: strict),
    .target(
      name: "BounceHistory",
      dependencies: [
        "BounceReport", "MailLog", "ReplyCounts", "ReplyGuide", "SMTPReply",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["README.md"],
      swiftSettings: strict),
    .executableTarget(
      name: "bounces",
      dependencies: [
        "BounceHistory",
        "BounceReport",
        "GuideData",
        "MailLog",
        "MailReplies",
        "ReplyCounts",
        "ReplyGuide",
        "ReplyRecords",
        "SMTPReply",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"],
      swiftSettings: strict,
      plugins: ["EmbedCommit"]),

    // Checks the guide's YAML files and turns them into one Swift source with string literals, at build time.
    .plugin(name: "EmbedCatalogue", capability: .buildTool(), dependencies: ["catalogue-embedder"]),
    .executableTarget(name: "catalogue-embedder", dependencies: ["GuideData"], swiftSettings: strict),

    // The HTML report's template, style and script, as string literals too.
    .plugin(name: "EmbedPage", capability: .buildTool(), dependencies: ["page-embedder"]),
    .executableTarget(name: "page-embedder", swiftSettings: strict),

    // The commit that the program was built from, for --version.
    .plugin(name: "EmbedCommit", capability: .buildTool(), dependencies: ["commit-embedder"]),
    .executableTarget(name: "commit-embedder", swiftSettings: strict),

    .testTarget(name: "SMTPReplyTests", dependencies: ["SMTPReply"], swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["BounceReport", "MailLog", "ReplyCounts", "ReplyGuide"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "MailLogTests", dependencies: ["MailLog", "MailReplies", "SMTPReply", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "GuideDataTests", dependencies: ["GuideData"], swiftSettings: strict),
    .testTarget(
      name: "ReplyGuideTests", dependencies: ["GuideData", "ReplyGuide", "SMTPReply"], exclude: ["replies.txt"],
      swiftSettings: strict),
    .testTarget(
      name: "MailRepliesTests", dependencies: ["BounceReport", "MailReplies", "ReplyCounts", "ReplyRecords"],
      swiftSettings: strict),
    // A summary is what its report says, so merging is tested by reports.
    .testTarget(
      name: "ReplyCountsTests",
      dependencies: ["BounceReport", "MailLog", "ReplyCounts", "ReplyGuide", "SMTPReply", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BounceReportTests",
      dependencies: ["BounceReport", "MailLog", "ReplyCounts", "ReplyGuide", "SMTPReply", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReplyRecordsTests",
      dependencies: ["MailLog", "ReplyCounts", "ReplyGuide", "ReplyRecords", "SMTPReply", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BounceHistoryTests",
      dependencies: [
        "BounceHistory", "BounceReport", "MailLog", "ReplyCounts", "ReplyGuide", "SMTPReply", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(name: "CommandTests", dependencies: ["bounces", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// `Fuzz/run` asks for the fuzz targets, which nobody else builds, and links them with libFuzzer: an executable would bring a `main` beside
// libFuzzer's.
if Context.environment["BOUNCES_FUZZ_TARGETS"] != nil {
  package.products.append(.library(name: "BouncesFuzz", type: .static, targets: ["BouncesFuzz"]))
  package.targets.append(
    .target(
      name: "BouncesFuzz",
      dependencies: [
        "BounceReport", "GuideData", "MailLog", "ReplyCounts", "ReplyGuide", "ReplyRecords", "SMTPReply",
      ],
      path: "Fuzz/Sources/BouncesFuzz",
      swiftSettings: strict))
}
