import BrevoStore
import JSON
import TemplateLanguage

/// Fills in the texts of a mail: once, or for each recipient where they say something of them.
struct MailRenderer {
  let store: Transaction
  let params: JSONObject
  /// How the template names recipients.
  let toField: String?

  /// The variables that differ from recipient to recipient.
  private static let personal: Set<String> = ["contact", "mirror", "unsubscribe"]

  /// Renders the texts of `message`; what cannot be rendered becomes its fault.
  func render(_ message: Message) throws {
    do {
      try nameRecipients(of: message)
      guard message.content.hasMarks else { return }
      let texts = try Texts(message.content)
      guard !texts.roots.isDisjoint(with: Self.personal) else {
        message.content = try texts.render(["params": .object(params)])
        return
      }
      for index in message.recipients.indices {
        let content = try texts.render(variables(of: message, recipient: index))
        if index == 0 { message.content = content }
        if content != message.content { message.recipients[index].ownContent = content }
      }
    } catch let error as TemplateSyntaxError {
      message.fault = "Template syntax error: \(error)"
    } catch let error as TemplateLimitError {
      message.fault = "Template too expensive: \(error)"
    }
  }

  private func variables(of message: Message, recipient index: Int) throws -> JSONObject {
    let uuid = store.uuid(of: message, recipient: index)
    return [
      "params": .object(params),
      "contact": .object(try attributes(of: addressee(of: message, index))),
      "mirror": .string(store.settings.mirrorURL(ofEmail: uuid)),
      "unsubscribe": .string(store.settings.unsubscribeURL(ofEmail: uuid)),
    ]
  }

  /// Whose data fill the mail: the recipient's own, and for copies those of the first recipient.
  private func addressee(of message: Message, _ index: Int) -> String {
    let recipient = message.recipients[index]
    return (recipient.kind == .to ? recipient : message.recipients[0]).mailbox.email
  }

  /// What the account knows of the contact with that address; nothing if there is none.
  private func attributes(of email: String) throws -> JSONObject {
    guard let contact = try store.contacts.contact(email: email) else { return JSONObject() }
    var attributes = contact.attributes
    attributes["EMAIL"] = .string(contact.email ?? "")
    return attributes
  }

  /// Names those recipients that the request did not name, as the template's `toField` says.
  private func nameRecipients(of message: Message) throws {
    guard let toField, !toField.isEmpty else { return }
    let template = try Template(ToField.modernised(toField))
    for index in message.recipients.indices
    where message.recipients[index].kind == .to && message.recipients[index].mailbox.name == nil {
      let contact = try attributes(of: message.recipients[index].mailbox.email)
      let name = try template.render(["contact": .object(contact)], escaping: .none)
      if name.contains(where: { $0 != " " }) { message.recipients[index].mailbox.name = name }
    }
  }
}

extension Content {
  /// Whether anything in the texts is to be filled in.
  fileprivate var hasMarks: Bool {
    Template.hasMarks(subject) || html.map(Template.hasMarks) ?? false
      || text.map(Template.hasMarks) ?? false
  }
}

/// The texts of a mail, compiled.
private struct Texts {
  let subject: Template
  let html: Template?
  let text: Template?

  init(_ content: Content) throws(TemplateSyntaxError) {
    subject = try Template(content.subject)
    html = if let html = content.html { try Template(html) } else { nil }
    text = if let text = content.text { try Template(text) } else { nil }
  }

  private var all: [Template] { [subject] + [html, text].compactMap(\.self) }

  var roots: Set<String> { all.reduce(into: []) { $0.formUnion($1.roots) } }

  /// Escapes in HTML only: a subject and a text are no markup.
  func render(_ variables: JSONObject) throws -> Content {
    Content(
      subject: try subject.render(variables, escaping: .none),
      html: try html?.render(variables, escaping: .html),
      text: try text?.render(variables, escaping: .none))
  }
}

/// The `toField` of templates still takes the old language's `{FIRSTNAME}`.
private enum ToField {
  /// The same in today's language: `{{ contact.FIRSTNAME }}`.
  static func modernised(_ text: String) -> String {
    guard !text.contains("{{") else { return text }
    return text.map { $0 == "{" ? "{{ contact." : $0 == "}" ? " }}" : "\($0)" }.joined()
  }
}
