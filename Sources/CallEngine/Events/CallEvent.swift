public import Audio
public import IVR

/// What happened in a call: the one vocabulary of transcript, console, log and record.
///
/// Everything in it may be shown: keys of a sensitive answer, and keys of which nobody knows yet what they answer, are not in it.
public enum CallEvent: Hashable, Sendable {
    // The call itself.
    /// The call came in.
    case called(from: String, to: String)
    /// The call was answered.
    case answered
    /// The flow refused the call before it was answered.
    case refused(status: Int)
    /// The caller hung up.
    case callerHungUp
    /// The server hangs up, with the flow's words.
    case hungUp(String)
    /// Nothing follows.
    case ended(CallEnding)

    // The flow.
    /// A step began.
    case entered(StepID)
    /// An outcome was taken.
    case followed(from: StepID, label: String, to: Target)
    /// A variable was set.
    case assigned(VariableName, shown: String)
    /// Prompts are spoken in another language from here on.
    case languageChanged(LanguageTag)
    /// A calendar was asked.
    case hours(CalendarName, String)
    /// Something that was to be said to who waits, or to the agent, could not be rendered, and is left out.
    case unspoken(String)
    /// The flow failed.
    case fault(String)

    // Prompts and keys.
    /// The first frame of a prompt was sent.
    case playing(String)
    /// A prompt ended before its end.
    case stopped(String, StopReason)
    /// A clip of the prompt has no sound.
    case missingClip(ClipID)
    /// The prompt is over and the first-digit timer runs.
    case listening
    /// A key that is part of an answer.
    case key(DTMFDigit)
    /// A key that is part of a sensitive answer.
    case sensitiveKey
    /// A key that waits for the next input; shown when that has taken it.
    case keptKey
    /// A key that nothing listens for.
    case ignoredKey(IgnoredKeyReason)
    /// The tone of a key ended; only where keys are explained.
    case tone(KeyTone)
    /// A sound resembled a key and was none; only where keys are explained.
    case refusedTone(RefusedTone)
    /// The caller probably speaks: the prompt, if one sounds and yields, is softer from here on.
    case speechBegan
    /// The caller has finished, after so long.
    case speechEnded(MediaTime)
    /// What was said, or seemed to be, counts for nothing.
    case speechDropped(DroppedSpeech)
    /// What was understood of it, masked where it is sensitive.
    case speech(HeardSpeech)
    /// The prompt is softer, as the caller seems to speak.
    case ducked(String)
    /// The prompt is as loud again as it was.
    case raised(String)
    /// Nobody can listen, for the reason given: only keys count.
    case keysAlone(String)
    /// Nothing was pressed or said in time.
    case noInput
    /// What was pressed is no answer; `***` when it is sensitive.
    case noMatch(String)
    /// A key that is a command of the flow.
    case command(Character)

    // The outside world.
    /// A recording began.
    case recording(VariableName)
    /// A recording is over.
    case recorded(RecordingEnd, MediaTime)
    /// A recording could not be kept.
    case recordFailed
    /// The recording of the whole call began, rests, goes on, or is over.
    case taped(TapeChange)
    /// A service is being asked; the address is masked where it is sensitive.
    case fetching(method: String, url: String)
    /// The service answered with that HTTP status.
    case fetched(status: Int)
    /// The service could not be asked.
    case fetchFailed(String)
    /// The service did not answer in time.
    case fetchTimedOut
    /// Somebody is being told.
    case notifying(String)
    /// They were told, or could not be.
    case notified(Bool)
    /// The caller waits for an agent.
    case enqueued(QueueName)
    /// The caller is handed over.
    case transferring(String, Transfer.Mode)
    /// The queue says where the caller is in it.
    case told(QueuePosition)
    /// The caller wants something of the queue.
    case wished(QueueWish)
    /// The caller will be called back, or not.
    case calledBack(Bool)
    /// The caller waits in another queue.
    case moved(QueueName)
    /// The other queue does not take the caller.
    case notMoved(DialFailure)
    /// He who asked for it is called back at this number: his agent is there.
    case callingBack(String)
    /// The other side answered; it hears the whisper.
    case partnerAnswered
    /// The agent is told something before both talk.
    case whispering(String)
    /// The agent does not want to hear it to the end.
    case whisperStopped(String)
    /// The other side is gone before both talked; the caller waits on.
    case partnerWithdrew
    /// The other side rings.
    case ringing
    /// Whoever is dialled is heard before he answers, or no more.
    case earlyMedia(Bool)
    /// The other side answered; both hear each other.
    case connected
    /// The agent has put the caller on hold, or taken him back.
    case held(Bool)
    /// The agent hands the caller over and is gone.
    case handedOver
    /// The agent wants to ask somebody: the number.
    case consulting(String)
    /// That came to nothing.
    case notConsulted(DialFailure)
    /// A third party is in the talk, by its name or number.
    case guestJoined(String, GuestMode)
    /// The third party is heard by more or fewer from here on, or hears others.
    case guestChanged(GuestMode)
    /// The third party is gone.
    case guestLeft
    /// A supervisor is gone while the agent asks somebody else.
    case supervisorLeft(String)
    /// The agent is gone, and the third party talks to the caller in her place.
    case guestStayed(String)
    /// The other side could not be reached.
    case dialFailed(DialFailure)
    /// The other side was not reached in time.
    case dialTimedOut
    /// The other side has handed the caller on: somebody else talks to him from here on.
    case handedOn
    /// The other side has left the caller to somebody who is not there yet, or to a queue: he waits again.
    case sentBack(QueueName?)
    /// The other side hung up.
    case partnerHungUp

    // The media.
    /// The media of a leg was agreed anew: codec and direction.
    case media(LegIndex, String)
}

extension CallEvent {
    /// Why a prompt ended early.
    public enum StopReason: String, Hashable, Sendable {
        /// A key was pressed.
        case bargeIn = "barge-in"
        /// A key had been pressed before.
        case typeAhead = "type-ahead"
        /// The caller spoke.
        case speech
        /// Nobody can listen to the caller.
        case keysAlone = "keys alone"
        /// What it covered is over.
        case over
    }

    /// Why a key counts for nothing.
    public enum IgnoredKeyReason: String, Hashable, Sendable {
        /// The prompt may not be interrupted and keys before its end do not count.
        case promptProtected = "the prompt may not be interrupted"
        /// It ended an entry that was already full.
        case lateTerminator = "the entry was already full"
        /// It ends the prompt before a recording.
        case endsPrompt = "ends the prompt"
        /// Nothing will ask for it.
        case nobodyListens = "nobody listens"
        /// More keys wait than anybody types ahead.
        case tooMany = "too many keys wait"
    }

    /// Why speech counts for nothing.
    public enum DroppedSpeech: String, Hashable, Sendable {
        /// What sounded like it was none.
        case noSpeech = "it was none"
        /// A key was pressed.
        case key = "a key was pressed"
        /// The caller has put the call on hold.
        case hold = "the call is on hold"
        /// It is nothing that the question takes, where most of what is said is none of our business.
        case overheard = "it was not meant for us"
    }

    /// What became of the recording of the whole call.
    public enum TapeChange: Hashable, Sendable {
        /// It began.
        case began
        /// What follows is silent in it.
        case paused
        /// What follows is heard again.
        case resumed
        /// It is over, after so long.
        case ended(MediaTime)
    }

    /// Why a recording ended.
    public enum RecordingEnd: String, Hashable, Sendable {
        /// The caller pressed a key.
        case key
        /// The caller was silent for long enough.
        case silence
        /// The maximum was reached.
        case maximum
        /// It holds too little to be kept.
        case tooShort = "too short"
        /// The call ended.
        case callEnded = "call ended"
    }
}
