import ArgumentParser
import BrevoStore
import Emulator
import HTTPClient

/// Whom the server calls, and whom it may.
struct CallbackOptions: ParsableArguments {
  @Option(
    help: "A URL that is told of the events of every new account's mail; repeatable.",
    transform: WebhookList.init)
  var webhook: [WebhookList] = []

  @Option(
    help: "A host beyond this machine and private networks that calls may go to; repeatable.",
    transform: HostList.init)
  var allowCallbacksTo: [HostList] = []

  var webhookURLs: [String] { webhook.flatMap(\.urls) }
  var targets: CallbackTargets { CallbackTargets(allowing: allowCallbacksTo.flatMap(\.hosts)) }

  func validate() throws {
    guard webhookURLs.count <= Webhook.maximumCount else {
      throw ValidationError("--webhook: an account has at most \(Webhook.maximumCount).")
    }
  }
}

/// URLs between blanks: in the environment a flag cannot be repeated.
struct WebhookList {
  let urls: [String]

  init(_ text: String) throws {
    urls = text.split(separator: " ").map(String.init)
    for url in urls {
      do throws(HTTPURL.Failure) { _ = try HTTPURL(url) } catch {
        throw ValidationError("\(url): \(error)")
      }
    }
  }
}

/// Hosts between commas.
struct HostList {
  let hosts: [String]

  init(_ text: String) throws {
    hosts = text.split(separator: ",").map(String.init)
    for host in hosts where !CallbackTargets.isHost(host) {
      throw ValidationError("\(host) is not the name or the address of a host.")
    }
  }
}
