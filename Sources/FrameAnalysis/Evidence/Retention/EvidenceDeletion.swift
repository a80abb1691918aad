public import MonitoringModel

/// A file of evidence whose time is over, and why.
public struct EvidenceDeletion: Hashable, Sendable {
    /// Why a file is deleted.
    public enum Reason: String, Codable, Sendable, CaseIterable {
        /// It is older than its kind is kept.
        case expired
        /// There is too much; it is the oldest that belongs to no open alert.
        case overSize = "over_size"
    }

    /// The file.
    public var id: EvidenceID
    /// Its size in bytes.
    public var bytes: Int
    /// When it was stored.
    public var storedAt: Instant
    /// Why.
    public var reason: Reason

    /// The reason in words for a person who checks what was deleted.
    public var why: String {
        switch reason {
        case .expired: "older than files of this kind are kept"
        case .overSize: "the oldest file without an open alert while there was more than is kept"
        }
    }
}
