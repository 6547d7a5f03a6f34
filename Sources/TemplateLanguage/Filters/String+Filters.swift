extension String {
  func capitalizingFirst() -> String { prefix(1).uppercased() + dropFirst() }

  /// A letter is small after a letter or digit, and after an apostrophe that follows a small letter:
  /// "It's O'Neill's 1st".
  func titleCased() -> String {
    var result = ""
    var isInWord = false
    var isAfterSmall = false
    for scalar in unicodeScalars {
      let properties = scalar.properties
      result += isInWord ? properties.lowercaseMapping : properties.titlecaseMapping
      if scalar == "'" {
        (isInWord, isAfterSmall) = (isAfterSmall, false)
      } else {
        isAfterSmall = isInWord && properties.isAlphabetic
        isInWord = properties.isAlphabetic || properties.numericType != nil
      }
    }
    return result
  }

  /// A tag goes from a `<` with a letter, a slash or an exclamation mark after it to the next `>`.
  func strippingTags() -> String {
    var result = ""
    var textStart = startIndex
    var tagStart: Index?
    for index in utf8.indices {
      let byte = utf8[index]
      if byte == UInt8(ascii: "<"), tagStart == nil, beginsTag(utf8.index(after: index)) {
        tagStart = index
      } else if byte == UInt8(ascii: ">"), let tag = tagStart {
        result += self[textStart..<tag]
        textStart = utf8.index(after: index)
        tagStart = nil
      }
    }
    return result + self[textStart...]
  }

  private func beginsTag(_ index: Index) -> Bool {
    guard index < endIndex else { return false }
    switch utf8[index] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "/"), UInt8(ascii: "!"):
      return true
    default: return false
    }
  }

  /// "1234567.891" becomes "1,234,567.891"; a text that does not begin with digits stays.
  func groupingDigits() -> String {
    let sign = hasPrefix("-") ? "-" : ""
    let digits = utf8.dropFirst(sign.utf8.count).prefix { $0 &- UInt8(ascii: "0") < 10 }
    let count = digits.count
    var result = sign
    for (index, digit) in digits.enumerated() {
      if index > 0, (count - index).isMultiple(of: 3) { result += "," }
      result.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return result + self[digits.endIndex...]
  }
}

extension Substring {
  /// The first occurrence; none of an empty text.
  func place(of part: String) -> Range<Index>? {
    guard let first = part.utf8.first else { return nil }
    var rest = utf8
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part.utf8) {
        return start..<rest.index(start, offsetBy: part.utf8.count)
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
