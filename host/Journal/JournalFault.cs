namespace Strategies.Journal;

/// <summary>
/// What is wrong with a journal or its store. Each has its own message and hint in <see cref="JournalException"/>.
/// </summary>
public enum JournalFault
{
    /// <summary>Not a fault.</summary>
    None = 0,

    /// <summary>The folder holds no journal.</summary>
    NotAJournal = 1,

    /// <summary>
    /// A segment's header is missing, does not match its checksum or contradicts the file's name or size.
    /// </summary>
    SegmentHeader = 2,

    /// <summary>A segment or record is written in a format that this build does not know.</summary>
    UnknownFormatVersion = 3,

    /// <summary>A record does not match its checksum, and whole records follow it.</summary>
    Checksum = 4,

    /// <summary>A record's length cannot be, and whole records follow it.</summary>
    ImpossibleLength = 5,

    /// <summary>Bytes that must be zero are not.</summary>
    ReservedNotZero = 6,

    /// <summary>The very last record is damaged. See <see cref="JournalOptions.CutDamagedLastRecord"/>.</summary>
    DamagedLastRecord = 7,

    /// <summary>Whole records lie behind the place where the records end.</summary>
    Hole = 8,

    /// <summary>An input does not have the number that follows the one before.</summary>
    SequenceGap = 9,

    /// <summary>An output does not follow the one before by cause and index.</summary>
    OutputOrder = 10,

    /// <summary>A segment file is not there.</summary>
    MissingSegment = 11,

    /// <summary>A segment ends too early although records were written behind that place.</summary>
    TruncatedSegment = 12,

    /// <summary>A segment or record belongs to another cell.</summary>
    ForeignCell = 13,

    /// <summary>A segment belongs to another journal.</summary>
    ForeignJournal = 14,

    /// <summary>The leader's term goes back, or a record's is not its segment's.</summary>
    EpochOrder = 15,

    /// <summary>A record cannot be written or be where it is: its type, size or fixed fields do not fit.</summary>
    InvalidRecord = 16,

    /// <summary>Another writer has the journal open.</summary>
    Locked = 17,

    /// <summary>The file system has no room for the next segment.</summary>
    DiskFull = 18,

    /// <summary>The operating system refuses access.</summary>
    AccessDenied = 19,

    /// <summary>The operating system reports another error.</summary>
    FileError = 20,

    /// <summary>An option is out of its range.</summary>
    InvalidOption = 21,

    /// <summary>The store has no content of this name.</summary>
    ContentMissing = 22,

    /// <summary>Content in the store does not match the hash that is its name.</summary>
    ContentMismatch = 23,

    /// <summary>Something that cannot be stored: a link, a device, a folder without files.</summary>
    ContentUnsuitable = 24,

    /// <summary>The journal does not have the input that was asked for.</summary>
    SequenceMissing = 25,

    /// <summary>A snapshot's header or tables are damaged, or do not say what the file's name says.</summary>
    SnapshotHeader = 26,

    /// <summary>A snapshot's file is shorter or longer than its header says.</summary>
    SnapshotTruncated = 27,

    /// <summary>A snapshot's payload does not match its hash.</summary>
    SnapshotHash = 28,

    /// <summary>A snapshot was taken behind the journal's end.</summary>
    SnapshotBeyondEnd = 29,

    /// <summary>A snapshot was taken in another history: the journal has another record at its sequence.</summary>
    SnapshotHistory = 30,

    /// <summary>There is no snapshot of this name.</summary>
    SnapshotMissing = 31,

    /// <summary>Records that had been on the disk for certain are not there any more.</summary>
    DurableLost = 32,

    /// <summary>The part of a journal that lies in memory lacks what its archive has, or is another journal's.</summary>
    MemoryIncomplete = 33,

    /// <summary>A segment is a link into the archive, and would have to be changed.</summary>
    LinkedSegment = 34,
}
