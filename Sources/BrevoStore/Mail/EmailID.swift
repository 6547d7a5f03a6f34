/// The number of a mail: its message's, and 16 bits for the place of its recipient, who is one of at
/// most 2000. Queries take it apart likewise.
struct EmailID: Hashable {
  let number: Int64

  init(number: Int64) { self.number = number }

  init(message: Int64, position: Int64) { number = message << 16 | position }

  var message: Int64 { number >> 16 }
  var position: Int64 { number & 0xffff }

  /// The first and the last that mails of a message can have.
  static func first(of message: Int64) -> Self { Self(message: message, position: 0) }
  static func last(of message: Int64) -> Self { Self(message: message, position: 0xffff) }
}

extension Identifiers {
  /// The name of a mail.
  func uuid(_ id: EmailID) -> String { uuid(.email, id.message, id.position) }

  /// The mail that `uuid` names, if it can be one of ours at all.
  func email(_ uuid: String) -> EmailID? {
    row(.email, uuid).map { EmailID(message: $0.number, position: $0.position) }
  }
}
