import Foundation

/// What a reader of PDF sees in a file: the text that `pdftotext` finds in it.
///
/// It is in the Debian package poppler-utils; a test that needs it fails without it.
package enum PDFText {
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// The text, laid out as it stands on the pages, with a form feed behind each.
  package static func of(_ bytes: [UInt8]) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "file.pdf")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["pdftotext", "-layout", "-enc", "UTF-8", "file.pdf", "file.txt"]
    process.currentDirectoryURL = folder.url
    let complaints = Pipe()
    process.standardError = complaints
    try process.run()
    let said = String(
      decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0, said.isEmpty else {
      throw Failure(description: "pdftotext ended with \(process.terminationStatus): \(said)")
    }
    return String(decoding: try folder.bytes("file.txt"), as: UTF8.self)
  }
}
