import ArgumentParser

/// Which server is asked.
struct ServerOptions: ParsableArguments {
  @OptionGroup var address: AddressOptions

  @Option(help: "The server's URL, in the place of --host, --port and --port-file.")
  var url: String?

  var client: ControlClient {
    get throws {
      if let url { return try ControlClient(url: url) }
      return ControlClient(host: address.host, port: try address.currentPort)
    }
  }
}

/// Which server is asked, about which account, and how its answer is shown.
struct AskingOptions: ParsableArguments {
  @OptionGroup var server: ServerOptions

  @Option(help: "The API key of the account; else BREVO_API_KEY, else \(Self.standardKey).")
  var key: String?

  @Flag(help: "Print what the server answers.")
  var json = false

  static let standardKey = "xkeysib-local"

  var account: String { key ?? EnvironmentVariables["BREVO_API_KEY"] ?? Self.standardKey }

  /// Asks on behalf of the account.
  var client: ControlClient {
    get throws {
      var client = try server.client
      client.key = account
      return client
    }
  }

  /// Prints the answer as it came, or what there is to say of it.
  func show(_ answer: ControlClient.Answer, _ text: () throws -> String) rethrows {
    if !json { return print(try text()) }
    if !answer.body.isEmpty { print(answer.text) }
  }
}
