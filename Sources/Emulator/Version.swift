extension Emulator {
  /// The version of the program, and of the OpenAPI document that it serves.
  package static let version = "0.1.0-dev"
}
