// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "brevo-mock",
  targets: [
    .systemLibrary(name: "CLinux"),
    .target(name: "HTTP"),
    .target(name: "HTTPServer", dependencies: ["CLinux", "HTTP"]),
    .target(name: "WireCases", dependencies: ["HTTP"], path: "Tests/WireCases"),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP", "WireCases"]),
    .testTarget(name: "HTTPServerTests", dependencies: ["HTTP", "HTTPServer", "WireCases"]),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
