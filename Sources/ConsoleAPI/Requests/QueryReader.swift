import Hummingbird
import MonitoringModel

/// Reads the parameters of an address strictly: nothing unknown, nothing twice, nothing malformed.
struct QueryReader {
    private let values: [String: String]

    /// Collects the parameters of a request.
    ///
    /// - Throws: ``Problem`` 400 naming a parameter that is unknown or given twice.
    init(_ request: Request, permitted: [String]) throws(Problem) {
        var values: [String: String] = [:]
        for (key, value) in request.uri.queryParameters {
            let name = String(key)
            guard !name.isEmpty || !value.isEmpty else { continue }
            guard permitted.contains(name) else {
                let known = permitted.isEmpty ? "it takes none" : "it takes \(permitted.joined(separator: ", "))"
                throw .badRequest("'\(name.prefix(40))' is not a parameter of this address: \(known).")
            }
            guard values.updateValue(String(value), forKey: name) == nil else {
                throw .badRequest("The parameter '\(name)' is given more than once: give it once.")
            }
        }
        self.values = values
    }

    /// Returns an identifier, or `nil` if the parameter is absent.
    ///
    /// - Throws: ``Problem`` 400 if it is malformed.
    func identifier<Subject>(_ name: String) throws(Problem) -> Identifier<Subject>? {
        try value(name, expected: "1 to 128 letters, digits and -_.:@") { Identifier<Subject>($0) }
    }

    /// Returns one of a few words, or `nil` if the parameter is absent.
    ///
    /// - Throws: ``Problem`` 400 if it is another word.
    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws(Problem) -> Choice?
    where Choice.RawValue == String {
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return try value(name, expected: "one of \(words)") { Choice(rawValue: $0) }
    }

    /// Returns a kind of alert, or `nil` if the parameter is absent.
    ///
    /// - Throws: ``Problem`` 400 if it is malformed.
    func kind(_ name: String) throws(Problem) -> AlertKind? {
        try value(name, expected: "1 to 64 of a-z, 0-9 and _") { AlertKind($0) }
    }

    /// Returns a text of at most so many bytes, or `nil` if the parameter is absent.
    ///
    /// - Throws: ``Problem`` 400 if it is empty or longer.
    func text(_ name: String, length: Int) throws(Problem) -> String? {
        try value(name, expected: "text of 1 to \(length) bytes") { (1...length).contains($0.utf8.count) ? $0 : nil }
    }

    /// Returns a time, or `nil` if the parameter is absent.
    ///
    /// - Throws: ``Problem`` 400 if it is not ISO 8601.
    func instant(_ name: String) throws(Problem) -> Instant? {
        try value(name, expected: "an ISO 8601 time such as 2026-03-01T09:30:00Z") { Instant(iso8601: $0) }
    }

    /// Returns a whole number in a range, or a default if the parameter is absent.
    ///
    /// - Throws: ``Problem`` 400 if it is no number or outside the range.
    func number<Number: FixedWidthInteger & Sendable>(
        _ name: String,
        in range: ClosedRange<Number>,
        default fallback: Number
    ) throws(Problem) -> Number {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        let number = try value(name, expected: expected) { text in
            Number(text).flatMap { range.contains($0) ? $0 : nil }
        }
        return number ?? fallback
    }

    /// Returns where the page before ended, or `nil` if the parameter is absent.
    ///
    /// - Throws: ``Problem`` 400 if it was not made by ``PageCursor``.
    func cursor(_ name: String, of list: PageCursor.List) throws(Problem) -> Int64? {
        try value(name, expected: "the 'next' of the page before, unchanged") { PageCursor.number(of: $0, list: list) }
    }

    private func value<Value>(_ name: String, expected: String, read: (String) -> Value?) throws(Problem) -> Value? {
        guard let text = values[name] else { return nil }
        guard let value = read(text) else {
            throw .badRequest("The parameter '\(name)' is '\(text.prefix(60))', but must be \(expected).")
        }
        return value
    }
}
