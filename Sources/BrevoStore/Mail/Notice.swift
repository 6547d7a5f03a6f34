package import CivilTime
package import SQLite

/// A mail that the service itself writes to somebody: a code, a report.
///
/// It costs no credits, and stands in no list or figure of the account's own mail.
package struct Notice: Sendable, Equatable {
  /// Assumed: no public source names the address that such mail comes from.
  package static let sender = "no-reply@brevo.com"

  package var address: String
  package var subject: String
  package var text: String
  package var file: File?

  package struct File: Sendable, Equatable {
    package var name: String
    package var mediaType: String
    package var bytes: [UInt8]

    package init(name: String, mediaType: String, bytes: [UInt8]) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  package init(to address: String, subject: String, text: String, file: File? = nil) {
    self.address = address
    self.subject = subject
    self.text = text
    self.file = file
  }
}

package struct NoticeTable {
  let database: Database

  package func insert(_ notice: Notice, at now: Instant) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO notice (at, address, subject, text, file_name, file_type, file)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .int(now.milliseconds), .text(notice.address), .text(notice.subject), .text(notice.text),
      .text(notice.file?.name), .text(notice.file?.mediaType),
      notice.file.map { .blob($0.bytes) } ?? .null)
  }
}
