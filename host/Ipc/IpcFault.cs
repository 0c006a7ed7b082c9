namespace Strategies.Ipc;

/// <summary>What is wrong with shared memory; each has its message and hint in <see cref="IpcException"/>.</summary>
public enum IpcFault
{
    /// <summary>Not a fault.</summary>
    None = 0,

    /// <summary>There is no such region: its owner has not made it yet, or has removed it.</summary>
    RegionMissing = 1,

    /// <summary>The file is something else: it does not begin as a region does.</summary>
    NotARegion = 2,

    /// <summary>The region is laid out by another version; the message names both.</summary>
    LayoutVersion = 3,

    /// <summary>The region belongs to another cell.</summary>
    WrongCell = 4,

    /// <summary>The region was made under another name.</summary>
    WrongName = 5,

    /// <summary>The region is of another kind, say counters where a ring was asked for.</summary>
    WrongKind = 6,

    /// <summary>The file is shorter than its header says, or than a header.</summary>
    Truncated = 7,

    /// <summary>The region has another size, capacity, or other columns than was asked for.</summary>
    WrongSize = 8,

    /// <summary>The operating system refuses access, or the file is not this user's alone.</summary>
    NotPermitted = 9,

    /// <summary>The file system has no room for the region.</summary>
    NoSpace = 10,

    /// <summary>Another process, alive, owns the region.</summary>
    Owned = 11,

    /// <summary>The region was left behind by a process that has ended.</summary>
    Stale = 12,

    /// <summary>The region cannot be replaced while a process, alive, is attached to it.</summary>
    Attached = 13,

    /// <summary>Another process, alive, is the ring's producer or its consumer.</summary>
    RoleTaken = 14,

    /// <summary>An argument is out of its range.</summary>
    InvalidArgument = 15,

    /// <summary>A record is longer than the ring takes.</summary>
    RecordTooLong = 16,

    /// <summary>What lies in a ring cannot be: a length, padding or sequence that no producer writes.</summary>
    Damaged = 17,

    /// <summary>A record was lost on the way: its sequence jumps.</summary>
    SequenceGap = 18,

    /// <summary>The region was opened for reading, or is not this process's to write.</summary>
    NotWritable = 19,

    /// <summary>The operating system reports another error.</summary>
    FileError = 20,

    /// <summary>The ring, or the end of it, was closed by this process and is used again.</summary>
    Closed = 21,
}
