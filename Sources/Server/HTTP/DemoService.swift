import Foundation
import NIOPosix

/// The small web service that the demonstration's flows ask: it books rides and knows where drivers are.
///
///     POST   /rides              {"phone": "...", "time": "..."}  -> {"ride": "4711", "minutes": 7, ...}
///     GET    /rides?phone=...    the last ride of that number      -> the same, or 404
///     DELETE /rides?phone=...    cancels it                        -> {"cancelled": true}, or 404
///     POST   /complaints         anything                          -> {"number": "..."}
///
/// Rides are kept in memory, so each start begins anew.
public enum DemoService {
    /// The loopback port unless another is asked for.
    public static let port = 8095

    /// Starts to answer.
    public static func start(port: Int) async throws -> HTTPService {
        let book = RideBook()
        return try await HTTPService.start(host: "127.0.0.1", port: port, on: MultiThreadedEventLoopGroup.singleton) {
            await book.respond($0)
        }
    }
}

/// The rides of the example service.
actor RideBook {
    /// One ride.
    struct Ride: Codable, Sendable {
        var ride: String
        var phone: String
        var time: String
        var driver: String
        var minutes: Int
    }

    private struct Order: Decodable {
        var phone: String
        var time: String?
    }

    private var rides: [String: Ride] = [:]
    private var last = 4710

    /// Answers one request.
    func respond(_ request: HTTPService.Request) -> HTTPService.Response {
        switch (request.method, request.path) {
        case ("POST", "/rides"): book(request)
        case ("GET", "/rides"): rides[phone(request)].map(json) ?? .problem(404, "no ride for this number")
        case ("DELETE", "/rides"), ("POST", "/rides/cancel"): cancel(request)
        case ("POST", "/complaints"): complain()
        default: .problem(404, "there are /rides and /complaints")
        }
    }

    private func book(_ request: HTTPService.Request) -> HTTPService.Response {
        guard let order = try? JSONDecoder().decode(Order.self, from: Data(request.body)), !order.phone.isEmpty else {
            return .problem(400, "a ride needs a phone")
        }
        last += 1
        let ride = Ride(ride: "\(last)", phone: order.phone, time: order.time ?? "now", driver: "Li", minutes: 3 + last % 9)
        rides[order.phone] = ride
        return json(ride)
    }

    private func cancel(_ request: HTTPService.Request) -> HTTPService.Response {
        var number = phone(request)
        if number.isEmpty { number = (try? JSONDecoder().decode(Order.self, from: Data(request.body)))?.phone ?? "" }
        guard rides.removeValue(forKey: number) != nil else { return .problem(404, "no ride for this number") }
        return .init(body: "{\"cancelled\":true}\n")
    }

    private func complain() -> HTTPService.Response {
        last += 1
        return .init(status: 201, body: "{\"number\":\"\(last)\"}\n")
    }

    private func phone(_ request: HTTPService.Request) -> String {
        let items = URLComponents(string: "?" + request.query)?.queryItems ?? []
        return items.first { $0.name == "phone" }?.value ?? ""
    }

    private func json(_ ride: Ride) -> HTTPService.Response {
        guard let body = try? JSONEncoder().encode(ride) else { return .problem(500, "the ride cannot be written") }
        return .init(body: String(decoding: body, as: UTF8.self) + "\n")
    }
}
