import Glibc
import SQLite

/// The folder in which accounts outlive the process. One process at a time holds it.
package final class DataFolder: Sendable {
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  let path: String
  private let lock: Int32

  /// Takes the folder at `path`, which is made if it is not there.
  ///
  /// - Throws: A sentence, if it cannot be made or written, or if another process holds it.
  package init(path: String) throws(Failure) {
    try Self.make(path)
    let file = path + "/lock"
    let descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure("cannot write \(file)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Failure(
        description: "\(path) is in use by another brevo-mock; stop it, or name another folder")
    }
    self.path = path
    lock = descriptor
    do { try finishReplacing() } catch { throw Failure(description: error.message) }
  }

  deinit { close(lock) }

  /// What the names of all files of an account begin with: a hash, as a key may hold any character.
  static func stem(for key: String) -> String {
    let digits = String(hash(key), radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  /// The file of the account that `key` names.
  func file(for key: String) -> String { "\(path)/\(Self.stem(for: key)).sqlite" }

  /// The files of all accounts that were ever kept here.
  var files: [String] { names(from: "", to: ".sqlite").map { "\(path)/\($0)" } }

  /// FNV-1a with 128 bits. Two keys of one hash would be noticed: the file holds its key.
  private static func hash(_ key: String) -> UInt128 {
    key.utf8.reduce(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d) { hash, byte in
      (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
  }

  private static func make(_ path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part + "/"
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
        throw failure("cannot make the folder \(made)")
      }
    }
  }

  private static func failure(_ what: String) -> Failure {
    Failure(description: "\(what): \(String(cString: strerror(errno)))")
  }
}
