import ArgumentParser
import Emulator
import Glibc

/// The outermost layer: arguments in, exit code out.
enum Program {
  static let version = Emulator.version

  static func run() {
    let arguments = EnvironmentSettings.arguments(
      Array(CommandLine.arguments.dropFirst()), with: EnvironmentVariables.all)
    do {
      var command = try command(arguments)
      try command.run()
    } catch let error as Failure {
      end(error.exitCode, saying: "brevo-mock: \(error)")
    } catch let error as File.Failure {
      end(.failure, saying: "brevo-mock: \(error)")
    } catch {
      let code = BrevoMock.exitCode(for: error)
      let message = BrevoMock.fullMessage(for: error)
      if code == .success {
        print(message)
        exit(EXIT_SUCCESS)
      }
      end(code == .validationFailure ? .usage : .failure, saying: message)
    }
  }

  /// Most often a server is started, and it should be there at once: its arguments are read without a
  /// look at the other commands. Whatever is not for it goes the long way.
  private static func command(_ arguments: [String]) throws -> any ParsableCommand {
    let flags = arguments.first == "serve" ? Array(arguments.dropFirst()) : arguments
    if let serve = try? ServeCommand.parse(flags) { return serve }
    return try BrevoMock.parseAsRoot(arguments)
  }

  private static func end(_ code: Failure.Code, saying message: String) -> Never {
    Stream.error.write(message)
    exit(code.rawValue)
  }
}

/// Why a command could not do its work, in one sentence.
struct Failure: Error, CustomStringConvertible {
  /// What a script can tell apart; the README lists them.
  enum Code: Int32 {
    case failure = 1
    case usage = 2
    case portInUse = 3
    case stateUnavailable = 4
  }

  var exitCode: Code
  var description: String

  init(_ exitCode: Code, _ description: String) {
    self.exitCode = exitCode
    self.description = description
  }
}

struct BrevoMock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brevo-mock",
    abstract: "A local emulator of the Brevo v3 API.",
    discussion: """
      Every flag can also be given in the environment: --port-file as BREVO_MOCK_PORT_FILE.
      A flag wins over the environment.

      Exit codes: 0 success, 1 failure, 2 wrong usage, 3 the port is in use, 4 the state cannot be
      opened.
      """,
    version: Program.version,
    subcommands: [
      ServeCommand.self, EndpointsCommand.self, OpenAPICommand.self, FidelityCommand.self,
      MagicCommand.self, StartCommand.self, StopCommand.self, StatusCommand.self, ReadyCommand.self,
      EnvCommand.self, MessagesCommand.self, WaitCommand.self, ResetCommand.self, SeedCommand.self,
      ExportCommand.self, SnapshotCommand.self, ClockCommand.self, CreditsCommand.self,
      FaultCommand.self, ReportCommand.self, DoctorCommand.self,
    ],
    defaultSubcommand: ServeCommand.self)
}
