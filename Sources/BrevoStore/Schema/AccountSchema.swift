/// The tables of an account. A script that was released is never edited; a change is a new script.
enum AccountSchema {
  /// "brevo" in the letters of a telephone keypad: marks a file as ours.
  static let applicationID: Int64 = 27386

  /// In bytes. Most tables and indexes of most accounts are empty, and each takes a page: small ones
  /// are what makes a small account.
  static let pageSize: Int64 = 1024

  static let migrations: [StaticString] = [mail, senders, crm, sms, callbacks]
}
