import Alerting
import FieldService
import MonitoringModel
import StreamPipeline

/// The row number within an alert's name.
enum AlertNumber {
    /// Returns the number, as in `42` for `alert-000042`.
    ///
    /// - Throws: ``StoreFailure`` if the name is not an alert's.
    static func of(_ id: AlertID) throws -> Int64 {
        guard let number = number(in: id.rawValue, after: "alert-"), Alert.id(number: number) == id else {
            throw StoreFailure(isTransient: false, description: "'\(id)' is not the name of an alert.")
        }
        return number
    }
}

/// The row number within a visit's name.
enum VisitNumber {
    /// Returns the number, as in `7` for `visit-000007`, or 0, which no visit has, for another name.
    static func of(_ id: VisitID) -> Int64 {
        guard let number = number(in: id.rawValue, after: "visit-"), Visit.id(number: number) == id else { return 0 }
        return number
    }
}

private func number(in name: String, after prefix: String) -> Int64? {
    guard name.hasPrefix(prefix) else { return nil }
    return Int64(name.dropFirst(prefix.count))
}
