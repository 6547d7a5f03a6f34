/// The endings of file names that may be attached.
struct FileFormats: Sendable {
  private let endings: Set<String>

  /// Those that a template's `attachmentUrl` may have.
  static let ofTemplates = Self(
    """
    xlsx xls ods docx docm doc csv pdf txt gif jpg jpeg png tif tiff rtf bmp cgm css shtml html
    htm zip xml ppt pptx tar ez ics mobi msg pub eps
    """)

  /// Those that a send may attach.
  static let ofSends = Self(
    adding:
      "odt mp3 m4a m4v wma ogg flac wav aif aifc aiff mp4 mov avi mkv mpeg mpg wmv pkpass xlsm",
    to: ofTemplates)

  private init(_ endings: String) {
    self.endings = Set(endings.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  private init(adding endings: String, to other: Self) {
    self.endings = Self(endings).endings.union(other.endings)
  }

  func admit(_ fileName: String) -> Bool {
    guard let dot = fileName.lastIndex(of: ".") else { return false }
    return endings.contains(fileName[dot...].dropFirst().lowercased())
  }

  /// The last part of a URL's path; a host is no file, whatever it ends in.
  static func name(ofURL url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    // The scheme and the host come first.
    return path.split(separator: "/").dropFirst(2).last.map(String.init) ?? ""
  }
}
