import BrevoAPI

/// A world by the name of a file, or by that of one that the program brings along.
enum WorldFile {
  static func read(_ path: String) throws -> [UInt8] {
    if let bytes = World.builtIn[path] { return bytes }
    do throws(File.Failure) {
      return try File.read(path)
    } catch {
      let names = World.builtIn.keys.sorted().joined(separator: ", ")
      throw Failure(.failure, "\(error); worlds that need no file: \(names)")
    }
  }
}
