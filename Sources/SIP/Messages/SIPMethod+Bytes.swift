extension SIPMethod {
    /// The method of these bytes; the usual ones are told by length and letters, without making a text.
    init(_ name: ArraySlice<UInt8>) {
        let candidates: [SIPMethod]
        switch name.count {
        case 3: candidates = Self.ofThree
        case 6: candidates = Self.ofSix
        default: candidates = Self.ofOtherLengths
        }
        for method in candidates where name.elementsEqual(method.name.utf8) {
            self = method
            return
        }
        self = .other(String(decoding: name, as: UTF8.self))
    }

    private static let ofThree: [SIPMethod] = [.ack, .bye]
    private static let ofSix: [SIPMethod] = [.invite, .cancel, .notify, .update]
    private static let ofOtherLengths: [SIPMethod] = [.options, .info, .refer, .register, .prack, .message, .subscribe, .publish]
}
