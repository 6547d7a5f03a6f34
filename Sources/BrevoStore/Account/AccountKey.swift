extension Identifiers {
  /// A key with the look of a real one: 64 hexadecimal digits, and 16 letters and digits.
  package static func randomKey() -> String {
    let hexadecimal = Array("0123456789abcdef")
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    func word(_ count: Int, of letters: [Character]) -> String {
      String((0..<count).map { _ in letters[Int.random(in: letters.indices)] })
    }
    return "xkeysib-\(word(64, of: hexadecimal))-\(word(16, of: alphabet))"
  }
}
