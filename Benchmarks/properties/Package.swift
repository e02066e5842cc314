// swift-tools-version: 6.2
import PackageDescription

// The tests of queues alone, so that `make properties` optimises these few modules and not the whole server.
let package = Package(
    name: "properties",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "hotline", path: "../..")],
    targets: [
        .testTarget(
            name: "QueueingTests",
            dependencies: [.product(name: "Audio", package: "hotline"), .product(name: "Queueing", package: "hotline")])
    ],
    swiftLanguageModes: [.v6]
)
