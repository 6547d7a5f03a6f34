/// Plays requests to an emulator in memory, for a tool that counts what they cost:
///
///     RequestBench              lists the scenarios, each behind the size of its rounds
///     RequestBench NAME ROUNDS  prepares one, and plays so many rounds of it
///
/// The costs of the start and of the preparation are the same for every count: the difference of two
/// runs is that of the requests. Whatever could differ from run to run is fixed: the clock stands, and
/// identifiers come from a seed.
let arguments = CommandLine.arguments.dropFirst()
if arguments.isEmpty {
  for scenario in Scenario.all { print(scenario.roundSize, scenario.name) }
} else {
  guard arguments.count == 2, let rounds = arguments.last.flatMap({ Int($0) }),
    let scenario = Scenario.all.first(where: { $0.name == arguments.first })
  else { preconditionFailure("RequestBench takes the name of a scenario and a number of rounds") }
  try scenario.play(rounds)
}
