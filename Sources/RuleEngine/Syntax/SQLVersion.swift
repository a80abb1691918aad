/// The versions of the dialect.
public enum SQLVersion: String, Hashable, Codable, Sendable, CaseIterable {
    /// The first: no literal objects and arrays, no nested queries, payloads are objects.
    case v2015 = "2015-10-08"
    /// The one in use: literal objects and arrays, nested queries, arrays at the top of a payload.
    case v2016 = "2016-03-23"
    /// Today the same as ``v2016``.
    case beta
}
