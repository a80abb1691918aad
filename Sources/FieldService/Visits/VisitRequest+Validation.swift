import Foundation

extension VisitRequest {
    /// How long a visit may take, in minutes.
    public static let permittedMinutes = 15...480

    /// Checks that the request makes sense.
    ///
    /// - Throws: `FieldServiceError.invalidRequest` naming the first field that is wrong.
    public func validate() throws(FieldServiceError) {
        guard Self.permittedMinutes.contains(minutes) else {
            throw FieldServiceError.invalidRequest(field: "minutes", problem: "\(minutes) is not in 15 to 480")
        }
        guard !skill.isEmpty else {
            throw FieldServiceError.invalidRequest(
                field: "skill",
                problem: "say what the technician must be able to do"
            )
        }
        guard TimeZone(identifier: timeZone) != nil else {
            throw FieldServiceError.invalidRequest(
                field: "timeZone",
                problem: "'\(timeZone.prefix(40))' is not a known time zone; use an IANA name such as Europe/Berlin"
            )
        }
    }
}
