import ArgumentParser

/// Lets every flag be given in the environment: `--port-file` as `BREVO_MOCK_PORT_FILE`.
enum EnvironmentSettings {
  private static let prefix = "BREVO_MOCK_"

  /// `arguments`, and behind them the settings of the environment that they do not name themselves.
  ///
  /// A setting that the command at hand has no flag for is left out; one that no command has a flag
  /// for is warned of.
  static func arguments(
    _ arguments: [String], with environment: [(name: String, value: String)]
  ) -> [String] {
    let settings = environment.filter { $0.name.hasPrefix(prefix) }
    guard !settings.isEmpty else { return arguments }
    let command = command(of: arguments[...], in: BrevoMock.self) ?? ServeCommand.self
    var result = arguments
    for (name, value) in settings {
      let flag = flag(of: name)
      let isGiven = arguments.contains { $0 == flag || $0.hasPrefix(flag + "=") }
      switch kind(of: flag, in: command) {
      case .option where !isGiven: result.append("\(flag)=\(value)")
      case .flag where !isGiven && isTrue(value): result.append(flag)
      case .option, .flag: continue
      case nil:
        if commands(in: BrevoMock.self).allSatisfy({ kind(of: flag, in: $0) == nil }) {
          Stream.error.write("brevo-mock: \(name) is no setting, and is not used")
        }
      }
    }
    return result
  }

  /// The command that the first of `arguments` lead to; nil if they lead to none.
  private static func command(
    of arguments: ArraySlice<String>, in group: any ParsableCommand.Type
  ) -> (any ParsableCommand.Type)? {
    let named = group.configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    return named.map { command(of: arguments.dropFirst(), in: $0) ?? $0 }
  }

  /// All commands, those of groups too.
  private static func commands(
    in group: any ParsableCommand.Type
  ) -> [any ParsableCommand.Type] {
    group.configuration.subcommands.flatMap { [$0] + commands(in: $0) }
  }

  private enum Kind {
    case flag
    case option
  }

  /// What `flag` is to `command`, as its help tells: the one place where all flags stand.
  private static func kind(of flag: String, in command: any ParsableCommand.Type) -> Kind? {
    if let command = command as? any CommandOfDeeds.Type, command.deeds.contains(flag) {
      return nil
    }
    for line in command.helpMessage(columns: 1000).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.first.map(String.init) == flag else { continue }
      return words.dropFirst().first?.hasPrefix("<") == true ? .option : .flag
    }
    return nil
  }

  private static func flag(of name: String) -> String {
    "--" + name.dropFirst(prefix.count).lowercased().map { $0 == "_" ? "-" : "\($0)" }.joined()
  }

  private static func isTrue(_ value: String) -> Bool {
    !["", "0", "false", "no", "off"].contains(value.lowercased())
  }
}

/// A command that has flags for what is to be done, where others have settings: no environment sets
/// those.
protocol CommandOfDeeds: ParsableCommand {
  static var deeds: Set<String> { get }
}
