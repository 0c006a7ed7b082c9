using System.Runtime.InteropServices;

namespace Strategies.Risk;

/// <content>The exposures as bytes. They are three 128-bit numbers each, without padding.</content>
internal sealed partial class ExposureTable
{
    /// <summary>Writes every exposure.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(_slots.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_accounts.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_firm.AsSpan()));
    }

    /// <summary>Takes every exposure over.</summary>
    public void Restore(BinaryReader reader)
    {
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_slots.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_accounts.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_firm.AsSpan()));
    }
}
