import Foundation
import ServiceSettings

/// What is printed for the person at the terminal.
enum Announcement {
    /// Says that the service is ready and where the console is.
    static func ready(host: ServiceDocument.HTTP, port: Int) {
        let scheme = host.certificateFile == nil ? "http" : "https"
        print("ready: the console is at \(scheme)://\(host.host):\(port)/")
        // Standard output may be a pipe, which would keep the line back.
        fflush(nil)
    }

    /// Prints a line at once.
    static func line(_ text: String) {
        print(text)
        fflush(nil)
    }
}
