import Foundation
import PackagePlugin

/// Runs `commit-embedder` before `bounces` is compiled, so that `--version` tells what it was built from.
@main
struct EmbedCommit: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCommit.swift")
    // Every commit and checkout adds a line to it.
    let log = root.appending(path: ".git/logs/HEAD")
    let isThere = FileManager.default.fileExists(atPath: log.path)
    return [
      .buildCommand(
        displayName: "Embedding the commit",
        executable: try context.tool(named: "commit-embedder").url,
        arguments: [output.path, root.path],
        inputFiles: isThere ? [log] : [],
        outputFiles: [output])
    ]
  }
}
