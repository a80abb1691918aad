import MonitoringModel

extension DocumentFields {
    /// Reads a number of seconds that may be absent or null.
    ///
    /// - Throws: `DecodingError` if it is of the wrong type or beyond what a duration holds.
    func duration(_ field: Field) throws -> Duration? {
        guard let seconds: Double = try optional(field) else { return nil }
        // Beyond this a duration could overflow; the range proper is checked with the others.
        guard seconds.magnitude <= 1e12 else {
            throw failure(
                DeviceHealthError(field: field.rawValue, found: "\(seconds)", expected: "a number of seconds")
            )
        }
        return .milliseconds(Int64(seconds * 1_000))
    }

    /// The error at its place in the document.
    func failure(_ error: DeviceHealthError) -> DecodingError {
        failure(at: error.field, "\(error)")
    }
}
