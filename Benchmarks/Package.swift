// swift-tools-version: 6.2
import PackageDescription

// Programs that measure Hotline. They are a package of their own, so that nobody who builds Hotline builds them.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "hotline", path: "..")],
    targets: [
        .executableTarget(
            name: "call-cost",
            dependencies: [
                .product(name: "Audio", package: "hotline"),
                .product(name: "CallEngine", package: "hotline"),
                .product(name: "RTP", package: "hotline"),
            ]),
        .executableTarget(
            name: "dtmf-detector",
            dependencies: [
                .product(name: "Audio", package: "hotline"),
                .product(name: "AudioFiles", package: "hotline"),
                .product(name: "Recognition", package: "hotline"),
            ]),
        .executableTarget(
            name: "ear-cost",
            dependencies: [
                .product(name: "Audio", package: "hotline"),
                .product(name: "Recognition", package: "hotline"),
            ]),
        .executableTarget(
            name: "echo",
            dependencies: [
                .product(name: "Audio", package: "hotline"),
                .product(name: "Recognition", package: "hotline"),
            ]),
        .executableTarget(
            name: "endpointer",
            dependencies: [
                .product(name: "Audio", package: "hotline"),
                .product(name: "AudioFiles", package: "hotline"),
                .product(name: "Recognition", package: "hotline"),
            ]),
        .executableTarget(
            name: "queue-cost",
            dependencies: [
                .product(name: "Queueing", package: "hotline")
            ]),
        .executableTarget(
            name: "frame-cost",
            dependencies: [
                .product(name: "Audio", package: "hotline"),
                .product(name: "RTP", package: "hotline"),
                .product(name: "Recognition", package: "hotline"),
            ]),
        .executableTarget(
            name: "decoder-cost",
            dependencies: [.product(name: "CallSimulator", package: "hotline"), .product(name: "Recognition", package: "hotline")]),
        .executableTarget(
            name: "speech-soak",
            dependencies: [
                .product(name: "Audio", package: "hotline"),
                .product(name: "AudioFiles", package: "hotline"),
                .product(name: "CallEngine", package: "hotline"),
                .product(name: "CallSimulator", package: "hotline"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
