import Foundation
import Synchronization
import TestSupport

/// Notes which statuses of which operations the tests have seen, for the check after the tests.
enum Coverage {
  private static let seen = Mutex(Set<String>())

  static func record(_ operation: String, _ status: Int) {
    let line = "\(operation) \(status)"
    seen.withLock { seen in
      guard seen.insert(line).inserted else { return }
      append(line + "\n")
    }
  }

  /// To a file of its own for each process; `make test` removes those of earlier runs.
  private static func append(_ line: String) {
    let folder = Fixture.reports
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "coverage-\(ProcessInfo.processInfo.processIdentifier)")
    guard let stream = fopen(file.path, "a") else { return }
    fputs(line, stream)
    fclose(stream)
  }
}
