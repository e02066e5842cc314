import Audio
import CallEngine
import Recognition

extension RecognitionDesk {
    /// Hears what is in a caller's ring until the CPU clock says so [ns]; false when something is left.
    mutating func hear(_ id: ListenerID, until end: Int64) -> Bool {
        guard let ring = listeners[id]?.order.ring else { return true }
        var frame = AudioFrame.silence
        while clocks.processor() < end {
            if listeners[id]?.endedAt != nil {
                conclude(id)
                continue
            }
            switch ring.next(into: &frame) {
            case nil: return true
            case .frame: hear(frame, id)
            case .began(let utterance): begin(id, utterance)
            case .ended(_, let moment): if listeners[id]?.hearing != nil { listeners[id]?.endedAt = moment }
            case .dropped: drop(id)
            }
            if listeners[id] == nil { return true }
        }
        return false
    }

    private mutating func hear(_ frame: borrowing AudioFrame, _ id: ListenerID) {
        guard listeners[id]?.hearing != nil else { return }
        statistics.heard += 1
        guard let report = listeners[id]?.hearing?.hear(frame), let listener = listeners[id] else { return }
        listener.order.report(report, listener.utterance)
    }

    /// An utterance begins: the caller is lent a recogniser.
    private mutating func begin(_ id: ListenerID, _ utterance: Int) {
        drop(id)
        guard let order = listeners[id]?.order else { return }
        if let refusal = refusal(of: order.language) {
            statistics.count(refusal)
            return turnAway(id, refusal.words)
        }
        guard let recognizer = idle[order.language]?.popLast() else { return }
        do {
            listeners[id]?.hearing = try UtteranceHearing(order.question, by: recognizer, mean: means[id])
            listeners[id]?.recognizer = recognizer
            listeners[id]?.utterance = utterance
            statistics.busy += 1
        } catch {
            statistics.count(.failed)
            replace(recognizer, order.language)
            turnAway(id, "\(error)")
        }
    }

    /// The call goes on with keys alone.
    private mutating func turnAway(_ id: ListenerID, _ why: String) {
        guard let order = listeners[id]?.order else { return }
        stop(id)
        order.report(.unavailable(why), 0)
    }

    /// What has failed once is not trusted with another caller.
    private mutating func replace(_ broken: any Recognizer, _ language: SpeechLanguage) {
        do {
            idle[language, default: []].append(try engine.recognizer(for: language))
        } catch {
            statistics.recognizers -= 1
        }
    }

    /// An utterance is over: the next step towards the answer, and after the last one the answer.
    private mutating func conclude(_ id: ListenerID) {
        guard let listener = listeners[id], let moment = listener.endedAt, let ending = listeners[id]?.hearing?.conclude() else { return }
        let (order, utterance) = (listener.order, listener.utterance)
        giveBack(id)
        means[id] = ending.mean
        order.report(.answer(ending.answer), utterance)
        let delay = clocks.now() - moment
        statistics.countAnswer(ending.answer.alternatives.isEmpty ? .unintelligible : .understood, after: delay)
        note(delay: delay)
    }

    /// An utterance that nobody wants is over.
    mutating func drop(_ id: ListenerID) {
        guard let hearing = listeners[id]?.hearing.take() else { return }
        hearing.drop()
        giveBack(id)
        statistics.count(.dropped)
    }

    /// The recogniser is free for another caller.
    private mutating func giveBack(_ id: ListenerID) {
        guard let recognizer = listeners[id]?.recognizer.take(), let order = listeners[id]?.order else { return }
        listeners[id]?.hearing = nil
        listeners[id]?.endedAt = nil
        idle[order.language, default: []].append(recognizer)
        statistics.busy -= 1
        statistics.lost += UInt64(order.ring.takeLost())
    }
}
