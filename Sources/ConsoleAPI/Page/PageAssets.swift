import HTTPTypes
import Hummingbird

/// The page and the description of the API; the files are part of the program.
enum PageAssets {
    /// The addresses that the page needs before anybody has signed in.
    static var paths: Set<String> {
        Set(files.map(\.path)).subtracting([descriptionPath])
    }

    /// The addresses.
    static var routes: [ConsoleRoute] {
        files.map { file in
            ConsoleRoute(.get, file.path) { request, _ in
                _ = try QueryReader(request, permitted: [])
                return .bytes(file.bytes, contentType: file.contentType, headers: [.cacheControl: "no-cache"])
            }
        }
    }

    private struct File: Sendable {
        let path: String
        let contentType: String
        let bytes: [UInt8]
    }

    private static let descriptionPath = "/openapi.yaml"
    private static let script = "text/javascript; charset=utf-8"

    private static let files = [
        File(path: "/", contentType: "text/html; charset=utf-8", bytes: PackageResources.index_html),
        File(path: "/console.css", contentType: "text/css; charset=utf-8", bytes: PackageResources.console_css),
        File(path: "/icon.svg", contentType: "image/svg+xml", bytes: PackageResources.icon_svg),
        File(path: "/console.js", contentType: script, bytes: PackageResources.console_js),
        File(path: "/page.js", contentType: script, bytes: PackageResources.page_js),
        File(path: "/service.js", contentType: script, bytes: PackageResources.service_js),
        File(path: "/alerts.js", contentType: script, bytes: PackageResources.alerts_js),
        File(path: "/evidence.js", contentType: script, bytes: PackageResources.evidence_js),
        File(path: "/chat.js", contentType: script, bytes: PackageResources.chat_js),
        File(path: "/visits.js", contentType: script, bytes: PackageResources.visits_js),
        File(path: "/status.js", contentType: script, bytes: PackageResources.status_js),
        File(path: descriptionPath, contentType: "application/yaml", bytes: PackageResources.openapi_yaml),
    ]
}
