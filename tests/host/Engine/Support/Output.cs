using System.Runtime.InteropServices;
using Strategies.Records;

namespace Strategies.Engine.Tests.Support;

/// <summary>One output record, copied out of the engine's buffer.</summary>
internal sealed class Output(ReadOnlySpan<byte> record)
{
    private readonly byte[] _bytes = record.ToArray();

    internal RecordHeader Header => MemoryMarshal.Read<RecordHeader>(_bytes);

    internal RecordType Type => Header.Type;

    internal ReadOnlySpan<byte> Bytes => _bytes;

    internal T As<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(_bytes.AsSpan(RecordHeader.Size));

    public override string ToString() => $"{Type} of {Header.Sequence}#{Header.Index}";
}
