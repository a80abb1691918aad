import Glibc

/// A TCP port of loopback that nobody else gets while this lives.
///
/// Nobody answers there: connections are refused, or accepted by the system and never served.
public final class HeldPort: Sendable {
    /// Why there is none.
    public struct Unavailable: Error, CustomStringConvertible {
        /// The system's error number.
        public let number: Int32
        /// What happened.
        public var description: String { "no port of loopback can be had: \(String(cString: strerror(number)))" }
    }

    /// The port's number.
    public let number: Int
    private let descriptor: Int32

    /// Takes a port that is free.
    ///
    /// - Parameter acceptsConnections: Whether connections are accepted, though nobody ever says a word.
    /// - Throws: ``Unavailable`` if the system gives none.
    public init(acceptsConnections: Bool = false) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Unavailable(number: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let size = length
        let isTaken = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && (!acceptsConnections || listen(descriptor, 8) == 0)
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isTaken else {
            let number = errno
            close(descriptor)
            throw Unavailable(number: number)
        }
        self.descriptor = descriptor
        number = Int(in_port_t(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }
}
