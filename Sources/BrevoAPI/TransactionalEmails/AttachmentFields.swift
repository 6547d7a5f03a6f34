import APIContract
import BrevoStore

/// A file to attach: its content, or where it lies.
enum AttachmentFields {
  private static let url = Field.optional(
    "url", .uri, "Absolute URL of the file; counted, never fetched.")
  private static let content = Field.optional("content", .text(.base64), "The file in Base64.")
    .refused(invalid: .attachmentContentInvalid)
  private static let name = Field.optional(
    "name", .text(mayBeBlank: true), "File name; mandatory with `content`.")

  static let shape = Shape<Inputs>.object(
    Rule.anyOf([url.member.name, content.member.name], else: .attachmentEmpty),
    Rule.atMostOneOf([url.member.name, content.member.name], else: .attachmentBoth),
    url, content, name,
    Rule("The name, else the end of the URL, has a file extension that is allowed.") {
      inputs, _ throws(APIError) in
      guard let fileName = fileName(inputs) else { throw .attachmentNameMissing }
      guard FileFormats.ofSends.admit(fileName) else { throw .attachmentFormat }
    },
    Rule("A file is smaller than 4 MB.") { inputs, _ throws(APIError) in
      guard byteCount(inputs) < 4 << 20 else { throw .attachmentTooLarge }
    })

  /// The name that the file gets; nil if it has none.
  private static func fileName(_ inputs: Inputs) -> String? {
    if let given = inputs[name], given.contains(where: { $0 != " " }) { return given }
    return inputs[url].map(FileFormats.name(ofURL:))
  }

  static func byteCount(_ inputs: Inputs) -> Int {
    inputs[content].map(Base64.decodedCount(of:)) ?? 0
  }

  static func attachment(_ inputs: Inputs) -> Attachment {
    Attachment(name: fileName(inputs) ?? "", url: inputs[url], content: inputs[content])
  }
}
