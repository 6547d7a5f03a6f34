import APIContract
import BrevoStore
import HTTP
import TemplateLanguage

private let uuid = Field.required("uuid", .text, "Unique id of the mail to one recipient.")

extension Control {
  /// What `{{ mirror }}` links to.
  static let mirror = BrevoEndpoint(
    .get, "/m/{uuid}", "viewEmailInBrowser",
    summary: "Show a mail as its recipient sees it",
    path: Fields(uuid),
    responses: [.page("the mail"), .refused(.emailUnknown)]
  ) { call, store in
    guard let email = try store.emails.email(uuid: call.path[uuid]) else {
      throw APIError.emailUnknown
    }
    return .page(html: email.content.html, text: email.content.text)
  }

  /// What `{{ unsubscribe }}` links to: following it once is enough, and more does nothing.
  static let unsubscribe = BrevoEndpoint(
    .get, "/u/{uuid}", "unsubscribeByLink",
    summary: "Unsubscribe the recipient of a mail from its sender",
    isSafe: false,
    path: Fields(uuid),
    responses: [
      .page("the recipient is unsubscribed"), .badRequest, .refused(.emailUnknown),
    ]
  ) { call, store in
    guard let email = try store.emails.email(uuid: call.path[uuid]) else {
      throw APIError.emailUnknown
    }
    if !email.events.contains(where: { $0.kind == .unsubscribed }) {
      switch try store.happen(.unsubscribed, to: call.path[uuid]) {
      case .happened: break
      case .unknownMail: throw APIError.emailUnknown
      case .outOfOrder(let lifecycle): throw APIError.outOfOrder(lifecycle)
      }
    }
    return .page("<p>\(email.address.htmlEscaped()) is unsubscribed.</p>")
  }
}

extension Reply {
  /// A mail as a page; text without markup is shown as text.
  static func page(html: String?, text: String?) -> Self {
    .page(html ?? "<pre>\((text ?? "").htmlEscaped())</pre>")
  }
}
