import Foundation
import PackagePlugin

/// Runs `catalogue-embedder` over the guide's YAML files before `ReplyGuide` is compiled.
@main
struct EmbedCatalogue: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let module = target as? SwiftSourceModuleTarget else { return [] }
    let folder = module.directoryURL.appending(path: "Catalogue")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }
      .filter { $0.pathExtension == "yaml" }
      .sorted { $0.path < $1.path }
    guard let files, !files.isEmpty else {
      Diagnostics.error("no YAML files in \(folder.path)")
      return []
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCatalogue.swift")
    return [
      .buildCommand(
        displayName: "Embedding the guide's \(files.count) files",
        executable: try context.tool(named: "catalogue-embedder").url,
        arguments: [output.path, folder.path] + files.map(\.path),
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
