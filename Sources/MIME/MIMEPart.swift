/// A part of a body: fields that say what it is, and the content as they say.
struct MIMEPart {
  /// Without the empty line behind it.
  let head: String
  let content: String

  init(text: String, subtype: String) {
    head =
      "Content-Type: text/\(subtype); charset=utf-8\r\n"
      + "Content-Transfer-Encoding: quoted-printable\r\n"
    content = QuotedPrintable.encoded(text)
  }

  init(file: MIMEFile) {
    head =
      "Content-Type: \(file.mediaType)\r\nContent-Transfer-Encoding: base64\r\n"
      + "Content-Disposition: attachment\(Parameter("filename", file.name).text)\r\n"
    content = Base64Lines.encoded(file.bytes)
  }

  /// Parts side by side.
  ///
  /// No line of a part can be the boundary: quoted-printable writes `=` as `=3D`, and Base64 has it
  /// at the end of a line alone.
  init(_ parts: [MIMEPart], subtype: String) {
    let boundary = "=_\(subtype)"
    head = "Content-Type: multipart/\(subtype); boundary=\"\(boundary)\"\r\n"
    var content = ""
    for part in parts {
      // The line end before a boundary belongs to it.
      content += "--\(boundary)\r\n\(part.head)\r\n\(part.content)\r\n"
    }
    self.content = content + "--\(boundary)--\r\n"
  }
}
