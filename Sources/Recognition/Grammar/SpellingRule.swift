/// One rule from letters to sounds: `before [letters] after = phones`.
///
/// In the surroundings `#` stands for one or more vowels, `^` for one consonant, `:` for any number of consonants, `+` for e, i or y,
/// `_` for the end or the beginning of the word, `%` for an ending that leaves the stem as it is (e, es, ed, er, ing, ely).
struct SpellingRule {
    let first: Character
    let letters: [Character]
    let phones: [String]
    private let before: [Character]
    private let after: [Character]

    init?(_ line: Substring) {
        let sides = line.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, let open = sides[0].firstIndex(of: "["), let close = sides[0].firstIndex(of: "]") else { return nil }
        letters = Array(sides[0][sides[0].index(after: open)..<close])
        guard let first = letters.first else { return nil }
        self.first = first
        before = sides[0][..<open].filter { $0 != " " }.reversed()
        after = sides[0][sides[0].index(after: close)...].filter { $0 != " " }
        phones = sides[1].split(separator: " ").map(String.init)
    }

    func fits(_ word: [Character], at index: Int) -> Bool {
        guard word[index...].starts(with: letters) else { return false }
        return Self.match(after[...], Array(word[(index + letters.count)...])[...])
            && Self.match(before[...], word[..<index].reversed()[...])
    }

    private static func isVowel(_ letter: Character) -> Bool { "aeiouy".contains(letter) }

    /// Whether a text begins as a pattern says; a text before the letters comes reversed.
    private static func match(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let sign = pattern.first else { return true }
        let rest = pattern.dropFirst()
        switch sign {
        case "_": return text.isEmpty
        case "#":
            let vowels = text.prefix(while: isVowel)
            return !vowels.isEmpty && match(rest, text.dropFirst(vowels.count))
        case "^": return text.first.map { !isVowel($0) } == true && match(rest, text.dropFirst())
        case ":": return match(rest, text.drop { !isVowel($0) })
        case "+": return text.first.map { "eiy".contains($0) } == true && match(rest, text.dropFirst())
        case "%":
            let endings: [[Character]] = [["e"], ["e", "s"], ["e", "d"], ["e", "r"], ["i", "n", "g"], ["e", "l", "y"]]
            return endings.contains { Array(text) == $0 }
        default: return text.first == sign && match(rest, text.dropFirst())
        }
    }

    /// Written for names of places, lines and goods; measured against the CMU dictionary in the tests.
    static let table = """
        _[a]_=AH
        [augh]=AO
        [aught]=AO T
        [au]=AO
        [aw]=AO
        [air]=EH R
        [ai]=EY
        [ay]=EY
        [are]_=EH R
        [ar]#=EH R
        [ar]_=AA R
        #:[ar]_=ER
        [ar]=AA R
        [all]=AO L
        [alk]=AO K
        [ation]=EY SH AH N
        #:[age]_=IH JH
        [a]^%=EY
        [a]^e_=EY
        [ang]+=EY N JH
        #:[al]_=AH L
        #:[als]_=AH L Z
        #:[able]_=AH B AH L
        #:[an]_=AH N
        #:[ant]=AH N T
        #:[ance]=AH N S
        #:[ally]_=AH L IY
        _[a]^#=AH
        [a]_=AH
        w[a]^=AA
        [a]^i=EY
        [ae]=EY
        [a]=AE
        [bb]=B
        m[b]_=
        [b]=B
        [chr]=K R
        [tch]=CH
        s[ch]=K
        [ch]=CH
        s[c]+=
        [ck]=K
        [cia]=SH AH
        [cious]=SH AH S
        [cc]+=K S
        [c]+=S
        [c]=K
        #:^[ed]_=D
        t[ed]_=AH D
        d[ed]_=AH D
        [dge]=JH
        [dd]=D
        [d]=D
        _[eu]=Y UH
        [eau]=OW
        [ear]^=ER
        [ear]=IH R
        [eer]=IH R
        [ee]=IY
        [ea]=IY
        [eigh]=EY
        [ei]=IY
        [ew]=UW
        [ey]_=IY
        [ey]=EY
        #:^[e]_=
        #:[es]_=Z
        [er]_=ER
        [ers]_=ER Z
        [er]#=EH R
        [er]=ER
        #:[en]_=AH N
        #:[ent]=AH N T
        #:[el]_=AH L
        #:[ence]=AH N S
        #:[ely]_=L IY
        #:[ement]=M AH N T
        :[e]_=IY
        [e]^%=IY
        [eo]=IY OW
        _:[e]^#=IY
        #:[e]^#=AH
        [e]=EH
        [ff]=F
        [f]=F
        _[gn]=N
        [gg]=G
        [gh]t=
        #[gh]=
        [gh]=G
        [gue]_=G
        _[g]et=G
        _[g]i^=G
        [ge]_=JH
        [g]+=JH
        [g]=G
        _[h]=HH
        #[h]#=HH
        ^[h]#=HH
        [h]=
        [igh]=AY
        [ign]_=AY N
        [ier]=IY ER
        [ies]_=IY Z
        [ied]_=IY D
        [ie]_=AY
        [ie]=IY
        [ir]#=AY R
        [ir]=ER
        [ild]_=AY L D
        [ind]_=AY N D
        [ique]_=IY K
        [ine]_=IY N
        [ize]=AY Z
        [ise]=AY Z
        [ing]_=IH NG
        [ive]_=IH V
        [ion]=Y AH N
        [io]=IY OW
        [ia]=IY AH
        [iu]=IY AH
        [i]_=IY
        _:[i]^%=AY
        [i]^e_=AY
        [i]=IH
        [j]=JH
        _[kn]=N
        [k]=K
        [ll]=L
        #^[le]_=AH L
        ^[le]_=AH L
        a[l]m=
        [l]=L
        [mm]=M
        [m]=M
        [ng]_=NG
        [ng]^=NG
        [ng]+=N JH
        [ng]=NG G
        [nk]=NG K
        [nn]=N
        [n]=N
        [ough]t=AO
        [ough]_=OW
        [ous]_=AH S
        [our]=AO R
        [oul]d=UH
        [ould]=UH D
        [ou]^=AW
        [ou]=UW
        [oor]=AO R
        [ook]=UH K
        [oo]=UW
        [oa]=OW
        [oi]=OY
        [oy]=OY
        [ow]_=OW
        [own]_=AW N
        [ow]=AW
        [oe]_=OW
        [ore]_=AO R
        #:[or]_=ER
        [or]=AO R
        [old]=OW L D
        [ol]_=AO L
        #:[on]_=AH N
        #:[ons]_=AH N Z
        #:[om]_=AH M
        [o]^%=OW
        [o]^e_=OW
        [o]_=OW
        [os]_=OW Z
        [o]^#=OW
        [o]=AA
        [ph]=F
        _[ps]=S
        [pp]=P
        [p]=P
        [que]_=K
        [qu]=K W
        [q]=K
        _[rh]=R
        [rr]=R
        [r]=R
        [sch]=SH
        [sh]=SH
        [ssion]=SH AH N
        #[sion]=ZH AH N
        [sion]=SH AH N
        [sure]=ZH ER
        [ss]=S
        #[s]#=Z
        #[se]_=Z
        k[s]_=S
        t[s]_=S
        p[s]_=S
        f[s]_=S
        u[s]_=S
        [s]_=Z
        [s]=S
        [tion]=SH AH N
        [tia]=SH AH
        [tious]=SH AH S
        [ture]=CH ER
        [thm]=DH AH M
        [ther]=DH ER
        [th]=TH
        [tt]=T
        s[t]en=
        [t]=T
        _[uni]=Y UW N IH
        [ue]_=UW
        [uy]=AY
        [ui]=UW
        [ur]#=UH R
        [ur]=ER
        g[u]#=
        [u]^%=UW
        [u]^e_=UW
        [u]^#=UW
        [u]_=UW
        #:[um]_=AH M
        [u]=AH
        [v]=V
        [wh]=W
        _[wr]=R
        #[w]_=
        [w]=W
        _[x]=Z
        [x]=K S
        _[y]=Y
        #:[y]_=IY
        [y]_=AY
        :[y]^%=AY
        [y]#=Y
        [y]=IH
        [zz]=Z
        [z]=Z
        """
}
