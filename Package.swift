// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "brevo-mock",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // The program.
    .executableTarget(
      name: "brevo-mock",
      dependencies: [
        "APIContract", "BrevoAPI", "BrevoStore", "CLinux", "CivilTime", "Emulator", "HTTP",
        "HTTPClient",
        "HTTPServer", "JSON", "SQLite",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // The emulated service.
    .target(
      name: "Emulator",
      dependencies: [
        "APIContract", "BrevoAPI", "BrevoStore", "CivilTime", "HTTP", "HTTPClient", "HTTPServer",
        "JSON", "SQLite", "Sockets",
      ]),
    .target(
      name: "BrevoAPI",
      dependencies: [
        "APIContract", "BrevoStore", "CivilTime", "HTTP", "JSON", "MIME", "PDF",
        "TemplateLanguage",
      ],
      resources: [.embedInCode("Worlds/demo.json")]),
    .target(
      name: "BrevoStore", dependencies: ["CivilTime", "JSON", "SQLite", "TemplateLanguage"]),

    // The engine, which knows nothing of that service.
    .target(name: "APIContract", dependencies: ["CivilTime", "HTTP", "JSON"]),
    .target(name: "HTTPClient", dependencies: ["HTTP", "Sockets"]),
    .target(name: "HTTPServer", dependencies: ["HTTP", "Sockets"]),
    .target(name: "SQLite", dependencies: ["CSQLite"]),
    .target(name: "Sockets", dependencies: ["CLinux"]),
    .target(name: "TemplateLanguage", dependencies: ["JSON"]),
    .target(name: "CivilTime"),
    .target(name: "HTTP"),
    .target(name: "JSON"),
    .target(name: "MIME", dependencies: ["CivilTime"]),
    .target(name: "PDF"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    // What `make instructions` counts. It stands here always, so that it is never out of date.
    .executableTarget(
      name: "RequestBench",
      dependencies: [
        "BrevoAPI", "BrevoStore", "CivilTime", "Emulator", "HTTP", "HTTPServer", "JSON",
      ],
      path: "Benchmarks/RequestBench"),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .target(name: "WireCases", dependencies: ["HTTP"], path: "Tests/WireCases"),
    .testTarget(
      name: "APIContractTests", dependencies: ["APIContract", "CivilTime", "HTTP", "JSON"]),
    .testTarget(
      name: "BrevoStoreTests", dependencies: ["BrevoStore", "CivilTime", "SQLite", "TestSupport"]),
    .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"]),
    .testTarget(
      name: "ContractTests",
      dependencies: [
        "APIContract", "BrevoAPI", "BrevoStore", "Emulator", "HTTP", "JSON", "TestSupport",
        "WireCases",
      ]),
    .testTarget(
      name: "EmulatorTests",
      dependencies: [
        "APIContract", "BrevoAPI", "BrevoStore", "CivilTime", "Emulator", "HTTP", "HTTPClient",
        "HTTPServer", "JSON", "SQLite", "Sockets", "TestSupport", "WireCases",
      ]),
    .testTarget(
      name: "HTTPClientTests", dependencies: ["HTTP", "HTTPClient", "Sockets", "TestSupport"]),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP", "WireCases"]),
    .testTarget(
      name: "HTTPServerTests", dependencies: ["HTTP", "HTTPServer", "TestSupport", "WireCases"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
    .testTarget(name: "MIMETests", dependencies: ["CivilTime", "MIME"]),
    .testTarget(name: "PDFTests", dependencies: ["PDF", "TestSupport"]),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
    .testTarget(
      name: "TemplateLanguageTests", dependencies: ["JSON", "TemplateLanguage", "TestSupport"]),
  ]
)

// What `make fuzz` builds.
if Context.environment["FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "APIContract", "BrevoAPI", "BrevoStore", "CLibFuzzer", "CivilTime", "Emulator", "HTTP",
        "HTTPServer", "JSON", "TemplateLanguage",
      ],
      path: "Tests/Fuzz/Program"),
  ]
}

// What `make sanitize` builds besides: SANITIZER names the sanitizer that the build has.
if let sanitizer = Context.environment["SANITIZER"] {
  package.targets += [
    .target(name: "CThreadSanitizer", path: "Tests/CThreadSanitizer"),
    .testTarget(
      name: "SanitizerTests", dependencies: ["CThreadSanitizer"],
      swiftSettings: [.define("\(sanitizer.uppercased())_SANITIZER")]),
  ]
  // No test needs the program.
  package.targets.removeAll { $0.name == "brevo-mock" }
}

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .treatAllWarnings(as: .error),
    ]
}
