// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that nothing of it is built with the program. `Fuzz/run` builds the library and links it with libFuzzer:
// an executable product would bring a `main` beside libFuzzer's.
let package = Package(
  name: "bounces-fuzz",
  products: [
    .library(name: "BouncesFuzz", type: .static, targets: ["BouncesFuzz"])
  ],
  dependencies: [
    .package(name: "bounces", path: "..")
  ],
  targets: [
    .target(
      name: "BouncesFuzz",
      dependencies: [
        .product(name: "BounceReport", package: "bounces"),
        .product(name: "GuideData", package: "bounces"),
        .product(name: "MailLog", package: "bounces"),
        .product(name: "ReplyCounts", package: "bounces"),
        .product(name: "ReplyGuide", package: "bounces"),
        .product(name: "ReplyRecords", package: "bounces"),
        .product(name: "SMTPReply", package: "bounces"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error), .strictMemorySafety()])
  ],
  swiftLanguageModes: [.v6]
)
