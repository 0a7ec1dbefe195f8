import Foundation
import PackagePlugin

/// Runs `page-embedder` over the HTML report's template, style and script before `BounceReport` is compiled.
@main
struct EmbedPage: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let module = target as? SwiftSourceModuleTarget else { return [] }
    let folder = module.directoryURL.appending(path: "HTML/Page")
    let files = ["report.mustache", "report.css", "report.js"].map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedPage.swift")
    return [
      .buildCommand(
        displayName: "Embedding the HTML report's page",
        executable: try context.tool(named: "page-embedder").url,
        arguments: [output.path] + files.map(\.path),
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
