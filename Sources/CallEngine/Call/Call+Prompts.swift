import Audio
import IVR

extension Call {
    /// Begins a prompt; its first frame goes out with the next one that is sent.
    mutating func start(_ prompt: RenderedPrompt, beep: Bool = false, at now: MediaTime, into outputs: inout [CallOutput]) {
        var clips = sounds(of: prompt, at: now, into: &outputs)
        if beep { clips.append(setup.prompts.beep) }
        player.start(clips, law: caller.law)
        promptName = prompt.description
        promptIsNew = !promptName.isEmpty
        promptIsOver = !player.isPlaying
    }

    /// Ends the prompt before its end.
    mutating func stopPrompt(_ reason: CallEvent.StopReason, at now: MediaTime, into outputs: inout [CallOutput]) {
        player.stop()
        promptIsOver = false
        promptIsNew = false
        if !promptName.isEmpty { emit(.stopped(promptName, reason), at: now, into: &outputs) }
    }

    /// Plays something over and over until the activity ends; a filler begins only when that takes long.
    mutating func startBackground(_ prompt: RenderedPrompt, after delay: MediaTime, at now: MediaTime, into outputs: inout [CallOutput]) {
        let clips = sounds(of: prompt, at: now, into: &outputs)
        guard !clips.isEmpty else { return }
        backgroundName = prompt.description
        background.start(clips, law: caller.law, loops: true)
        background.isPaused = true
        backgroundStart = now + delay
    }

    /// The time of the filler or the music has come.
    mutating func beginBackground(at now: MediaTime, into outputs: inout [CallOutput]) {
        background.isPaused = false
        if !backgroundName.isEmpty { emit(.playing(backgroundName), at: now, into: &outputs) }
    }

    /// Ends filler or music.
    mutating func stopBackground(at now: MediaTime, into outputs: inout [CallOutput]) {
        let wasHeard = background.isPlaying && !background.isPaused
        background.stop()
        backgroundStart = nil
        nextWaitingMoment = nil
        if wasHeard, !backgroundName.isEmpty { emit(.stopped(backgroundName, .over), at: now, into: &outputs) }
    }

    /// The last frame of the prompt was sent.
    mutating func promptEnded(at now: MediaTime, into outputs: inout [CallOutput]) {
        promptIsOver = false
        switch activity {
        case .playing: finish(.promptEnded, at: now, into: &outputs)
        case .gathering: collect(.promptEnded, at: now, into: &outputs)
        case .recording(let request, .prompting): beginRecording(request, at: now, into: &outputs)
        case .dialling(let request):
            if case .queue(let queue) = request.destination { fallSilent(queue, at: now) }
        case .briefing: waiting?.saying = nil
        case .none, .recording, .fetching, .notifying, .talking, .referring: break
        }
    }

    /// The sounds of a prompt. One that is missing is left out, and said; the clips of a sensitive value would spell it.
    mutating func sounds(of prompt: RenderedPrompt, at now: MediaTime, into outputs: inout [CallOutput]) -> [PromptAudio] {
        var sounds: [PromptAudio] = []
        for segment in prompt.segments {
            for clip in segment.clips {
                if let sound = setup.prompts[clip] {
                    sounds.append(sound)
                } else {
                    let name = segment.isSensitive ? ClipID(language: clip.language, name: "***") : clip
                    emit(.missingClip(name), at: now, into: &outputs)
                }
            }
        }
        return sounds
    }
}
