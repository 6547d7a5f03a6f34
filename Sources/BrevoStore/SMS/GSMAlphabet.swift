/// The characters of GSM 03.38, which text messages are made of unless they are in Unicode.
enum GSMAlphabet {
  private static let basic = """
    @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?¡\
    ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà
    """
  /// Each of these stands behind an escape, and so counts twice.
  private static let extended = "^{}\\[~]|€\u{c}"

  private static let units: [Character: Int] = {
    var units: [Character: Int] = ["\r\n": 2]
    for character in basic { units[character] = 1 }
    for character in extended { units[character] = 2 }
    return units
  }()

  /// What is shown instead of characters that the alphabet lacks. Assumed: the vendor says that they
  /// are replaced, not by what.
  private static let substitutes: [Character: String] = {
    let table = [
      ("‘’‚‛′`´", "'"), ("“”„‟″«»", "\""), ("‐‑‒–—―−", "-"), ("…", "..."), ("•·", "*"),
      ("\u{a0}\u{2009}\u{202f}\t", " "), ("áâãāăą", "a"), ("ÀÁÂÃĀĂĄ", "A"), ("çćč", "c"),
      ("ĆČ", "C"), ("ďđ", "d"), ("ĎĐ", "D"), ("êëēęě", "e"), ("ÈÊËĒĘĚ", "E"), ("ğ", "g"),
      ("Ğ", "G"), ("íîïīı", "i"), ("ÌÍÎÏĪİ", "I"), ("ł", "l"), ("Ł", "L"), ("ńň", "n"),
      ("ŃŇ", "N"), ("óôõōő", "o"), ("ÒÓÔÕŌŐ", "O"), ("ř", "r"), ("Ř", "R"), ("śšşș", "s"),
      ("ŚŠŞȘ", "S"), ("ťţț", "t"), ("ŤŢȚ", "T"), ("úûūůű", "u"), ("ÙÚÛŪŮŰ", "U"), ("ýÿ", "y"),
      ("ÝŸ", "Y"), ("źżž", "z"), ("ŹŻŽ", "Z"), ("œ", "oe"), ("Œ", "OE"),
    ]
    var substitutes: [Character: String] = [:]
    for (characters, text) in table {
      for character in characters { substitutes[character] = text }
    }
    return substitutes
  }()

  /// What a telephone shows of a character, and in how many units it is sent.
  static func shown(_ character: Character) -> (text: String, units: Int) {
    if let units = units[character] { return (String(character), units) }
    let text = substitutes[character] ?? "?"
    return (text, text.utf8.count)
  }
}
