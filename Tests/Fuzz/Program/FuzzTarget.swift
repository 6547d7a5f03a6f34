/// What must hold of any bytes.
struct FuzzTarget: Sendable {
  let name: String
  /// Ends the process with a sentence where it does not hold.
  let check: @Sendable ([UInt8]) -> Void

  static let all = [http, json, query, request, template, world]

  /// The one that the command line names: `--target=json`. libFuzzer ignores what begins with two
  /// dashes, and hands it on to the processes that it starts.
  static let chosen = all.first { CommandLine.arguments.contains("--target=\($0.name)") }
}

/// Ends the process unless something holds; libFuzzer then keeps the input.
func require(_ holds: Bool, _ sentence: @autoclosure () -> String) {
  if !holds { fatalError(sentence()) }
}
