import HTTP

extension HTTPRequest {
  /// Whether the client takes an answer in JSON.
  var admitsJSON: Bool {
    guard fields.has("accept") else { return true }
    let accepted = fields.values("accept")
    return accepted.contains { value in
      if value == "application/json" || value == "*/*" { return true }
      return value.split(separator: ",").contains { range in
        let type = range.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
        return ["application/json", "application/*", "*/*"].contains(type)
      }
    }
  }
}
