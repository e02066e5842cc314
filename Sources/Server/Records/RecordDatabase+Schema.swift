import GRDB

extension RecordDatabase {
    /// How the tables came to be what they are. A step that has been released is never changed, only followed by another.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(firstMigration) { db in
            try db.execute(sql: calls)
            try db.execute(sql: partsOfCalls)
            try db.execute(sql: queues)
        }
        migrator.registerMigration("2 recordings of whole calls") { db in
            try db.execute(sql: tapes)
        }
        migrator.registerMigration("3 phones that have registered") { db in
            try db.execute(sql: "CREATE TABLE registration (user TEXT PRIMARY KEY NOT NULL, phones TEXT NOT NULL) WITHOUT ROWID")
        }
        migrator.registerMigration("4 what callers who are called back said in confidence") { db in
            try db.execute(sql: "ALTER TABLE ticket_context ADD COLUMN sealed BLOB")
        }
        return migrator
    }

    /// Times are in ms since 1970, lengths in ms. A call that has begun and has no record yet is in `open_call`.
    private static let calls = """
        CREATE TABLE call (
          id TEXT PRIMARY KEY NOT NULL, started INTEGER NOT NULL, answered_after INTEGER, duration INTEGER NOT NULL,
          caller TEXT NOT NULL, caller_name TEXT NOT NULL, called TEXT NOT NULL, diversion TEXT NOT NULL,
          flow TEXT NOT NULL, language TEXT NOT NULL, queue TEXT,
          ended_by TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, record TEXT NOT NULL);
        CREATE INDEX call_by_time ON call(started);
        CREATE INDEX call_by_caller ON call(caller, started);
        CREATE TABLE open_call (
          id TEXT PRIMARY KEY NOT NULL, beginning TEXT NOT NULL, answered_after INTEGER) WITHOUT ROWID;
        CREATE TABLE pulse (only INTEGER PRIMARY KEY CHECK (only = 0), at INTEGER NOT NULL);
        """

    private static let partsOfCalls = """
        CREATE TABLE leg (
          call TEXT NOT NULL REFERENCES call ON DELETE CASCADE, place INTEGER NOT NULL,
          target TEXT NOT NULL, outcome TEXT NOT NULL, talked INTEGER NOT NULL, waited INTEGER, callback TEXT,
          PRIMARY KEY (call, place)) WITHOUT ROWID;
        CREATE TABLE step (
          call TEXT NOT NULL REFERENCES call ON DELETE CASCADE, place INTEGER NOT NULL, name TEXT NOT NULL,
          PRIMARY KEY (call, place)) WITHOUT ROWID;
        CREATE TABLE prompt (
          call TEXT NOT NULL REFERENCES call ON DELETE CASCADE, place INTEGER NOT NULL, name TEXT NOT NULL,
          PRIMARY KEY (call, place)) WITHOUT ROWID;
        CREATE TABLE heard (
          call TEXT NOT NULL REFERENCES call ON DELETE CASCADE, place INTEGER NOT NULL, step TEXT NOT NULL, at INTEGER NOT NULL,
          length INTEGER NOT NULL, words TEXT, meaning TEXT, confidence REAL, margin REAL, trouble TEXT, noise REAL, audio TEXT,
          PRIMARY KEY (call, place)) WITHOUT ROWID;
        CREATE TABLE recording (
          call TEXT NOT NULL REFERENCES call ON DELETE CASCADE, place INTEGER NOT NULL, name TEXT NOT NULL, file TEXT NOT NULL,
          duration INTEGER NOT NULL, removed INTEGER, PRIMARY KEY (call, place)) WITHOUT ROWID;
        CREATE TABLE quality (
          call TEXT NOT NULL REFERENCES call ON DELETE CASCADE, place INTEGER NOT NULL, codec TEXT NOT NULL, received INTEGER NOT NULL,
          lost INTEGER NOT NULL, late INTEGER NOT NULL, duplicates INTEGER NOT NULL, concealed INTEGER NOT NULL, jitter REAL NOT NULL,
          sent INTEGER NOT NULL, remote_lost INTEGER, round_trip REAL, PRIMARY KEY (call, place)) WITHOUT ROWID;
        CREATE TABLE transcript (
          call TEXT NOT NULL, name TEXT NOT NULL, file TEXT NOT NULL, language TEXT NOT NULL, model TEXT NOT NULL, text TEXT,
          failure TEXT, PRIMARY KEY (call, file)) WITHOUT ROWID;
        """

    /// What became of recordings of whole calls. Gaps are lengths of silence where something was lost.
    private static let tapes = """
        CREATE TABLE tape (
          call TEXT NOT NULL, file TEXT NOT NULL, format TEXT NOT NULL, rate INTEGER NOT NULL, channels TEXT NOT NULL, reason TEXT,
          started INTEGER, duration INTEGER NOT NULL, size INTEGER, sha256 TEXT, gaps INTEGER, missing INTEGER,
          repaired INTEGER NOT NULL, failure TEXT, PRIMARY KEY (call, file)) WITHOUT ROWID;
        """

    /// `floor` has the queues as they were after an event; what came before that event is not needed to go on.
    private static let queues = """
        CREATE TABLE queue_event (
          sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, ticket INTEGER, queue TEXT, agent TEXT, event TEXT NOT NULL);
        CREATE INDEX queue_event_by_time ON queue_event(at);
        CREATE INDEX queue_event_by_ticket ON queue_event(ticket);
        CREATE TABLE floor (only INTEGER PRIMARY KEY CHECK (only = 0), sequence INTEGER NOT NULL, facts TEXT NOT NULL);
        CREATE TABLE ticket (
          id INTEGER PRIMARY KEY, call TEXT, number TEXT, queue TEXT, agent TEXT, joined INTEGER, answered INTEGER, ended INTEGER,
          outcome TEXT);
        CREATE INDEX ticket_by_call ON ticket(call);
        CREATE TABLE ticket_context (ticket INTEGER PRIMARY KEY, call TEXT NOT NULL, context TEXT NOT NULL);
        CREATE TABLE measure (
          sequence INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, queue TEXT NOT NULL, agent TEXT, ticket INTEGER,
          length INTEGER, counts INTEGER NOT NULL, skills TEXT NOT NULL, PRIMARY KEY (sequence, kind)) WITHOUT ROWID;
        CREATE INDEX measure_by_time ON measure(at);
        CREATE TABLE agent_session (
          number INTEGER PRIMARY KEY, agent TEXT NOT NULL, break TEXT, began INTEGER NOT NULL, ended INTEGER);
        CREATE INDEX agent_session_by_agent ON agent_session(agent, began);
        CREATE INDEX agent_session_open ON agent_session(agent) WHERE ended IS NULL;
        """
}
