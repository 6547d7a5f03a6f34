extension AccountSchema {
  /// Tasks, and what they refer to.
  static let crm: StaticString = """

    """
}
