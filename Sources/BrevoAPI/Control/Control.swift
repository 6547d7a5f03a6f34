import APIContract
import BrevoStore

/// What is no part of the documented API: the author of a test speaks to the emulator itself.
package enum Control {
  package static let endpoints: [BrevoEndpoint] = [
    getClock, setClock, listMessages, getMessage, getMessageHTML, getMessageRaw, getMessageFile,
    addEvent, listEvents, getProcess, getProcessFile, listChildren, listCallbacks, getCallback,
    redeliverCallback, getWebhooks, setWebhooks, getSettings, setSettings, getCredits, setCredits,
    mirror, unsubscribe,
  ]

  /// The links in mails, which whoever reads a mail may follow without a key.
  private static let links = ["/_mock/m/", "/_mock/u/"]

  /// The uuid in the path of such a link.
  package static func emailOfLink(_ path: String) -> String? {
    links.first(where: path.hasPrefix).map { String(path.dropFirst($0.count)) }
  }
}

extension APIError {
  static let emailUnknown = notFound(text: "No mail that has left has this unique id")

  static func outOfOrder(_ lifecycle: Lifecycle) -> Self {
    let before = lifecycle.follows.map(\.lifecycle.name).sorted().joined(separator: " or ")
    return invalid(text: "\(lifecycle.name) can only follow \(before)")
  }
}
