namespace Strategies.Ipc.Memory;

/// <summary>What a user may do with a file or a folder; the numbers are POSIX's.</summary>
[Flags]
public enum AccessRights : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Go through a folder to what lies in it by name.</summary>
    Enter = 1,

    /// <summary>Write; of a folder: make, rename and remove entries.</summary>
    Write = 2,

    /// <summary>Read; of a folder: list it.</summary>
    Read = 4,
}
