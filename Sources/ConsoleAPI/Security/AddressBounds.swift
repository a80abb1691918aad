import HTTPTypes
import Hummingbird

/// The bound on the address of a request.
enum AddressBounds {
    /// The longest path with its query, in bytes.
    static let maximumLength = 4_096

    /// Checks the length of the address.
    ///
    /// - Throws: ``Problem`` 414 if it is longer.
    static func check(_ request: Request) throws(Problem) {
        guard request.uri.string.utf8.count <= maximumLength else {
            throw Problem(
                status: .uriTooLong,
                detail: "The address is longer than \(maximumLength) bytes: use fewer or shorter filters."
            )
        }
    }
}
