import HTTP

extension FuzzTarget {
  /// What follows the `?` of a target, or is a segment of its path: visible ASCII, as a parser of
  /// requests has seen to.
  static let query = FuzzTarget(name: "query") { bytes in
    guard bytes.allSatisfy({ 0x21...0x7E ~= $0 }) else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    if let segment = PercentEncoding.decode(text[...]) {
      let again = PercentEncoding.decode(PercentEncoding.encode(segment)[...])
      require(again == segment, "it is encoded as \(again ?? "what cannot be decoded")")
    }
    guard let items = try? QueryItems(text) else { return }
    let encoded = items.map {
      "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))"
    }
    .joined(separator: "&")
    guard let again = try? QueryItems(encoded) else { fatalError("\(encoded) is refused") }
    require(items.elementsEqual(again, by: ==), "it is encoded as \(encoded)")
    for item in items {
      require(
        items[item.name] == items.values(item.name).first, "\(item.name) has two first values")
    }
  }
}
