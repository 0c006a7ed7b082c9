using System.Runtime.InteropServices;

namespace Strategies.Risk;

/// <content>The limits in force as bytes.</content>
public sealed partial class LimitTable
{
    /// <summary>Writes the shape of the table and all limits. Equal tables write equal bytes.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write(_rows.Count);
        writer.Write(_instrumentCount);
        writer.Write(_messagesPerSecondMax);
        writer.Write(MemoryMarshal.AsBytes(_given.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_limits.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_messageLimits.AsSpan()));
    }

    /// <summary>Takes all limits over.</summary>
    /// <exception cref="InvalidDataException">They were written by a table of another shape.</exception>
    internal void Restore(BinaryReader reader)
    {
        (int rows, int instruments, int messagesMax) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (rows != _rows.Count || instruments != _instrumentCount || messagesMax != _messagesPerSecondMax)
        {
            throw new InvalidDataException(
                $"limits of {rows} scopes and {instruments} instruments do not fit a table of {_rows.Count} and {_instrumentCount}");
        }

        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_given.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_limits.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_messageLimits.AsSpan()));
    }
}
