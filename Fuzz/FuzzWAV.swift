import AudioFiles

/// The door of sound files: any bytes, as a file with a header and as raw sound. Links libsndfile.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSoundFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for hint in [nil, SoundFormatHint.linear] {
        guard let clip = try? SoundFile.decode(bytes, as: hint, limit: 60) else { continue }
        // Whatever is accepted can be brought to a call's rate; the length says that nothing is lost.
        guard let narrow = try? clip.resampled(to: 8000) else { continue }
        precondition(narrow.samples.count <= clip.samples.count * 8000 / clip.rate, "a sound became longer")
    }
    return 0
}

/// libsndfile 1.2 forgets a `vorbis_info` when the headers of an Ogg file are damaged; nothing of ours can free it.
@_cdecl("__lsan_default_suppressions")
public func leaksOfOthers() -> UnsafePointer<CChar> {
    let text: StaticString = "leak:vorbis_info_init\n"
    return UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
