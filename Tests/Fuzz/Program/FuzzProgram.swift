import CLibFuzzer

/// `fuzz --target=NAME ...`, with the arguments of libFuzzer; or `fuzz --dictionary`, which prints
/// the words of the API for it.
@main enum FuzzProgram {
  static func main() {
    if CommandLine.arguments.contains("--dictionary") {
      for word in Dictionary.words { print(Dictionary.entry(word)) }
      return
    }
    guard FuzzTarget.chosen != nil else {
      fatalError("--target must be one of \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = LLVMFuzzerRunDriver(&count, &arguments) { data, size in
      FuzzTarget.chosen?.check(Array(UnsafeBufferPointer(start: data, count: size)))
      return 0
    }
  }
}
