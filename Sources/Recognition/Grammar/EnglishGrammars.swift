/// What English callers say for each kind of answer.
enum EnglishGrammars {
    /// One rule for each ``SpokenType``, with the tags of ``SpokenTags``.
    static let text = #"""
        #JSGF V1.0;
        grammar english;

        <digit> = (zero | oh) {0} | one {1} | two {2} | three {3} | four {4} | five {5} | six {6} | seven {7} | eight {8} | nine {9};
        public <digits> = <digit>+;
        public <phone> = (<digit> | double {*2} <digit> | triple {*3} <digit>)+;

        <unit> = one {+1} | two {+2} | three {+3} | four {+4} | five {+5} | six {+6} | seven {+7} | eight {+8} | nine {+9};
        <teen> = ten {+10} | eleven {+11} | twelve {+12} | thirteen {+13} | fourteen {+14} | fifteen {+15} | sixteen {+16}
               | seventeen {+17} | eighteen {+18} | nineteen {+19};
        <tens> = twenty {+20} | thirty {+30} | forty {+40} | fifty {+50} | sixty {+60} | seventy {+70} | eighty {+80} | ninety {+90};
        <below100> = <unit> | <teen> | <tens> [<unit>];
        <hundreds> = (<unit> | <teen> | a {+1}) hundred {x100} [[and] <below100>];
        <below1000> = <below100> | <hundreds>;
        <thousands> = (<below1000> | a {+1}) thousand {k1000} [[and] <below1000>];
        <millions> = (<below1000> | a {+1}) million {k1000000} [<thousands> | [and] <below1000>];
        <natural> = zero {+0} | <below1000> | <thousands> | <millions>;
        public <number> = [minus {-}] <natural> [point {.} <digit>+];

        public <boolean> = [oh] (yes | yeah | yep | yup) [please | it is | that's right | sure] {true}
               | (sure | okay | correct | right | absolutely | of course | that's right | that's correct | that is correct) {true}
               | (no | nope | nah) [thanks | thank you | it isn't | that's wrong] {false}
               | (wrong | incorrect | not correct | that's wrong | that is wrong | that's not right | absolutely not) {false};

        <month> = january {m1} | february {m2} | march {m3} | april {m4} | may {m5} | june {m6} | july {m7} | august {m8}
                | september {m9} | october {m10} | november {m11} | december {m12};
        <ordinal> = first {+1} | second {+2} | third {+3} | fourth {+4} | fifth {+5} | sixth {+6} | seventh {+7} | eighth {+8} | ninth {+9};
        <nth> = <ordinal> | tenth {+10} | eleventh {+11} | twelfth {+12} | thirteenth {+13} | fourteenth {+14} | fifteenth {+15}
              | sixteenth {+16} | seventeenth {+17} | eighteenth {+18} | nineteenth {+19} | twentieth {+20} | twenty {+20} <ordinal>
              | thirtieth {+30} | thirty {+30} first {+1};
        <day> = <NULL> {d} ([the] <nth> | <unit> | <teen> | twenty {+20} [<unit>] | thirty {+30} [one {+1}]);
        <year> = nineteen {y1900} (hundred | oh <unit> | <below100>) | twenty {y2000} (oh <unit> | <below100>)
               | two thousand {y2000} [[and] <below100>] | one thousand nine hundred {y1900} [[and] <below100>]
               | <NULL> {y0} (<teen> | <tens> [<unit>]);
        public <date> = <month> <day> [<year>] | <NULL> {d} [the] <nth> of <month> [<year>]
               | (today {n0} | tomorrow {n1} | the day after tomorrow {n2} | yesterday {n-1});

        <hour> = <unit> | ten {+10} | eleven {+11} | twelve {+12};
        <minutes> = <teen> | (twenty {+20} | thirty {+30} | forty {+40} | fifty {+50}) [<unit>] | oh <unit>;
        <early> = a m | a.m. | in the morning;
        <late> = p m | p.m. | in the afternoon | in the evening;
        <half> = <early> {am} | <late> {pm} | at night {night};
        <past> = past | after;
        public <time> = <NULL> {h} <hour> [o'clock | <NULL> {o} <minutes>] [<half>]
               | half past {q30} {h} <hour> [<half>] | [a] quarter <past> {q15} {h} <hour> [<half>] | [a] quarter (to | of) {t15} {h} <hour> [<half>]
               | <NULL> {o} (five {+5} | ten {+10} | twenty {+20} | twenty {+20} five {+5}) [minutes] <past> {h} <hour> [<half>]
               | <NULL> {t} (five {+5} | ten {+10} | twenty {+20} | twenty {+20} five {+5}) [minutes] to {h} <hour> [<half>]
               | [twelve] noon {h12} {pm} | [twelve] midnight {h12} {am};

        <cents> = <NULL> {c} <below100>;
        <currency> = (dollar | dollars) {USD} | (euro | euros) {EUR} | (pound | pounds) {GBP};
        <amount> = <natural> [point {.} <digit> [<digit>]];
        public <money> = <amount> | (<amount> | a {+1}) <currency> [[and] <cents> [cent | cents]] | <cents> (cent | cents) {USD};
        """#
}
