// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "brevo-mock",
  targets: [
    .target(name: "JSON"),
    .target(name: "TemplateLanguage", dependencies: ["JSON"]),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
    .testTarget(
      name: "TemplateLanguageTests", dependencies: ["JSON", "TemplateLanguage", "TestSupport"]),
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
