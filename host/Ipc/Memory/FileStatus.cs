using System.Runtime.InteropServices;

namespace Strategies.Ipc.Memory;

/// <summary>What statx(2) tells of a file; laid out alike on every processor.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int PermissionBits = 0x1FF;
    private const int OthersBits = 0x3F;
    private const int EverybodyBits = 0x7;
    private const int TypeBits = 0xF000;
    private const int RegularType = 0x8000;

    [FieldOffset(20)] internal uint UserId;
    [FieldOffset(24)] internal uint GroupId;
    [FieldOffset(28)] internal ushort Mode;
    [FieldOffset(32)] internal ulong Inode;
    [FieldOffset(40)] internal ulong Bytes;
    [FieldOffset(136)] internal ulong Device;

    /// <summary>An ordinary file: no folder, device or pipe.</summary>
    internal readonly bool IsRegular => (Mode & TypeBits) == RegularType;

    /// <summary>Others than the user may read or write it.</summary>
    internal readonly bool IsOpenToOthers => (Mode & OthersBits) != 0;

    /// <summary>Who is neither its user nor of its group may read or write it.</summary>
    internal readonly bool IsOpenToEverybody => (Mode & EverybodyBits) != 0;

    /// <summary>The permissions as <c>chmod</c> takes them.</summary>
    internal readonly string Permissions => "0" + Convert.ToString(Mode & PermissionBits, 8);
}
