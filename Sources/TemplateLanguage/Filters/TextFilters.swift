import JSON

extension Filter {
  static func cut(_ input: FilterInput, _ meter: inout Meter) throws(TemplateLimitError) -> Value {
    let text = try meter.text(of: input.value.json)
    let part = try meter.text(of: input.argument?.json ?? .null)
    try meter.spend(searchFor: part, in: text)
    var rest = text[...]
    var result = ""
    while let place = rest.place(of: part) {
      try meter.spend()
      result += rest[..<place.lowerBound]
      rest = rest[place.upperBound...]
    }
    // Without its semicolon an entity would be another text.
    return Value(.string(result + rest), isSafe: input.value.isSafe && part != ";")
  }

  static func escape(
    _ input: FilterInput, _ meter: inout Meter
  ) throws(TemplateLimitError) -> Value {
    if input.value.isSafe { return input.value }
    return Value(.string(try meter.text(of: input.value.json).htmlEscaped()), isSafe: true)
  }

  static func safe(_ input: FilterInput, _ meter: inout Meter) -> Value {
    Value(input.value.json, isSafe: true)
  }

  static func truncateChars(
    _ input: FilterInput, _ meter: inout Meter
  ) throws(TemplateLimitError) -> Value {
    let text = try meter.text(of: input.value.json)
    guard let length = input.argument?.json.wholeNumber else { return input.value }
    guard length > 0 else { return Value("") }
    let scalars = text.unicodeScalars
    guard scalars.dropFirst(length).first != nil else {
      return Value(.string(text), isSafe: input.value.isSafe)
    }
    let kept = String(scalars.prefix(length - 1)) + "…"
    return Value(.string(kept), isSafe: input.value.isSafe)
  }

  static func urlEncode(
    _ input: FilterInput, _ meter: inout Meter
  ) throws(TemplateLimitError) -> Value {
    let text = try meter.text(of: input.value.json)
    let kept = try meter.text(of: input.argument?.json ?? "/")
    let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    let plain = Set((unreserved + kept).utf8.lazy.filter { $0 < 0x80 })
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      if plain.contains(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return Value(.string(String(decoding: result, as: UTF8.self)))
  }

  static func wordCount(
    _ input: FilterInput, _ meter: inout Meter
  ) throws(TemplateLimitError) -> Value {
    let text = try meter.text(of: input.value.json)
    return Value(.int(Int64(text.split(whereSeparator: \.isWhitespace).count)))
  }
}
