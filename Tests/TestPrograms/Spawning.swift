import CSpawn
import Foundation

/// Where goes what a program writes to standard output or standard error.
public enum ProgramWords: Sendable {
    case nobodyReads
    /// To a file, which is made anew.
    case file(String)
    case descriptor(Int32)
}

/// What `posix_spawn` wants to know besides the program.
final class Spawning {
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()

    init(in folder: String, input: String, output: ProgramWords, errors: ProgramWords) {
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        // Whatever signals the tests themselves ignore or hold back.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        // The files of its words are named from the folder of the tests.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        write(STDOUT_FILENO, to: output)
        write(STDERR_FILENO, to: errors)
        hotline_spawn_alone(&actions)
        hotline_spawn_in(&actions, folder)
    }

    deinit {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    private func write(_ descriptor: Int32, to words: ProgramWords) {
        switch words {
        case .nobodyReads: posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        case .file(let path): posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
        case .descriptor(let source): posix_spawn_file_actions_adddup2(&actions, source, descriptor)
        }
    }

    /// Starts the program.
    func start(_ program: String, _ arguments: [String], _ environment: [String: String]) throws -> pid_t {
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var identifier: pid_t = 0
        let result = posix_spawnp(&identifier, program, &actions, &attributes, &words, &settings)
        guard result == 0 else { throw ProgramError(description: "\(program) cannot be started: \(String(cString: strerror(result)))") }
        return identifier
    }
}

/// Why a program could not be started.
struct ProgramError: Error, CustomStringConvertible {
    var description: String
}
