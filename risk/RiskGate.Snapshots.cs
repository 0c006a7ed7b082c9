using System.Runtime.InteropServices;

namespace Strategies.Risk;

/// <content>All of the gate's state as bytes, for snapshots of the engine. Not for the hot thread.</content>
public sealed partial class RiskGate
{
    /// <summary>
    /// Writes limits, switches, tradability, exposures and the messages of the last second: equal states write equal
    /// bytes. Between two records, never within a callback.
    /// </summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="timeNs">Engine time, ns since 1970-01-01 UTC: what is older than the window is left out.</param>
    public void Save(BinaryWriter writer, long timeNs)
    {
        Limits.Save(writer);
        writer.Write(MemoryMarshal.AsBytes(_isTradable.AsSpan()));
        _kills.Save(writer);
        _exposures.Save(writer);
        _messages.Save(writer, timeNs);
    }

    /// <summary>Takes over what <see cref="Save"/> of a gate with the same universe, slots and accounts wrote.</summary>
    /// <param name="reader">Where it comes from.</param>
    /// <exception cref="InvalidDataException">It was written by a gate of another shape.</exception>
    /// <exception cref="EndOfStreamException">It is too short.</exception>
    public void Restore(BinaryReader reader)
    {
        Limits.Restore(reader);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_isTradable.AsSpan()));
        _kills.Restore(reader);
        _exposures.Restore(reader);
        _messages.Restore(reader);
    }
}
