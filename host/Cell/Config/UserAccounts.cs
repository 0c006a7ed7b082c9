using System.Globalization;
using System.Runtime.InteropServices;

namespace Strategies.Cell.Config;

/// <summary>Finds users of the machine. Linux.</summary>
internal static partial class UserAccounts
{
    // struct passwd of the C library: two pointers, then the two numbers.
    private static readonly int IdOffset = 2 * nint.Size;
    private static readonly int GroupOffset = IdOffset + sizeof(uint);

    /// <summary>The user of a name, or of a number that need not be known to the machine.</summary>
    /// <param name="text">Name or number.</param>
    /// <param name="user">The user.</param>
    /// <returns>False when there is none of that name, or it is root.</returns>
    internal static bool TryFind(string text, out CellUser user)
    {
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
        {
            user = new CellUser(number, number);
            return number is > 0 and < uint.MaxValue;
        }

        nint entry = Find(text);
        user = entry == 0
            ? default
            : new CellUser((uint)Marshal.ReadInt32(entry, IdOffset), (uint)Marshal.ReadInt32(entry, GroupOffset));
        return user.Id != 0;
    }

    [LibraryImport("libc", EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Find(string name);
}
