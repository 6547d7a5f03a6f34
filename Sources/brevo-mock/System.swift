import CLinux
import Glibc

/// A stream that people read: each line leaves at once, whatever it is connected to.
enum Stream: Int32 {
  case output = 1
  case error = 2

  func write(_ line: String) { write(Array((line + "\n").utf8)) }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

enum EnvironmentVariables {
  /// Read once at the start, before there is a second thread.
  static var all: [(name: String, value: String)] {
    var result: [(name: String, value: String)] = []
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1)
      if parts.count == 2 { result.append((String(parts[0]), String(parts[1]))) }
      entry += 1
    }
    return result
  }

  /// What a variable holds; nil if that is nothing.
  static subscript(name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

enum Processors {
  /// How many this process may run on.
  static var count: Int {
    var admitted = cpu_set_t()
    guard sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &admitted) == 0 else { return 1 }
    return withUnsafeBytes(of: admitted) { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
  }
}

enum Descriptors {
  /// Lets the process have as many descriptors as the system grants it: shells begin with few, for
  /// programs that cannot count any further.
  static func raiseLimit() {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(resource, &limit)
  }
}

/// Small files, read and written whole.
enum File {
  struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ what: String, _ path: String) {
      description = "cannot \(what) \(path): \(String(cString: strerror(errno)))"
    }
  }

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Failure("read", path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard ferror(file) == 0 else { throw Failure("read", path) }
    return bytes
  }

  /// Writes beside the file and then renames, so that nobody reads half of it.
  static func write(_ text: String, to path: String) throws(Failure) {
    let draft = "\(path).\(getpid())"
    guard let file = fopen(draft, "w") else { throw Failure("write", path) }
    let isWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, isWritten, rename(draft, path) == 0 else {
      let failure = Failure("write", path)
      unlink(draft)
      throw failure
    }
  }

  static func remove(_ path: String) { unlink(path) }
}
