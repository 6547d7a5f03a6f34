import ArgumentParser
import Emulator

struct EnvCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "env",
    abstract: "Print the variables that point a client to the server.",
    discussion: """
      Example: eval "$(brevo-mock env)"

      BREVO_BASE_URL and BREVO_API_URL hold the same: both names are in use.
      """)

  @OptionGroup var address: AddressOptions
  @OptionGroup var variables: VariableOptions

  func run() throws { variables.show(url: address.url(port: try address.currentPort)) }
}

/// The variables that point a client to a server, and how they are written.
struct VariableOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case sh
    case dotenv
    case github
  }

  @Option(help: "For a shell, a .env file, or the file that $GITHUB_ENV names.")
  var format = Format.sh

  @Option(help: "The API key; every key names an account of its own.")
  var key = AskingOptions.standardKey

  func show(url origin: String) {
    let url = origin + Emulator.basePath
    for (name, value) in [
      ("BREVO_BASE_URL", url), ("BREVO_API_URL", url), ("BREVO_API_KEY", key),
    ] {
      switch format {
      case .sh: print("export \(name)=\(value.quotedForShell)")
      case .dotenv, .github: print("\(name)=\(value)")
      }
    }
  }
}

extension String {
  /// One word for a shell, whatever it holds.
  fileprivate var quotedForShell: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
