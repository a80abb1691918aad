// swift-tools-version: 6.2
// What scripts/bench cameras measures: the camera analysis alone, with its internals in reach.
import Foundation
import PackageDescription

let openvino =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/.deps/openvino"
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let package = Package(
    name: "camera-bench",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.6.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
    ],
    targets: [
        .target(name: "MonitoringModel", swiftSettings: settings),
        .target(
            name: "CVision",
            cxxSettings: [.unsafeFlags(["-isystem", "/usr/include/opencv4"])],
            linkerSettings: [
                .linkedLibrary("opencv_core"), .linkedLibrary("opencv_imgproc"),
                .linkedLibrary("opencv_imgcodecs"), .linkedLibrary("opencv_videoio"), .linkedLibrary("turbojpeg"),
            ]
        ),
        .target(
            name: "CInference",
            cSettings: [.unsafeFlags(["-I", openvino + "/include"])],
            linkerSettings: [
                .unsafeFlags(["-L" + openvino + "/lib", "-Xlinker", "-rpath", "-Xlinker", openvino + "/lib"]),
                .linkedLibrary("openvino_c"),
            ]
        ),
        .target(
            name: "FrameAnalysis",
            dependencies: [
                "MonitoringModel", "CVision", "CInference",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: settings + [.unsafeFlags(["-enable-testing"])]
        ),
        .target(name: "HouseholdScenes", swiftSettings: settings),
        .executableTarget(
            name: "camera-bench",
            dependencies: [
                "FrameAnalysis", "HouseholdScenes", "MonitoringModel", "CVision", "CInference",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
    ],
    cxxLanguageStandard: .cxx17
)
