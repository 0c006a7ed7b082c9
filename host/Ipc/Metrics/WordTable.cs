using System.Runtime.CompilerServices;
using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Metrics;

/// <summary>A region of named words, checked once so that each access is one comparison and one move.</summary>
internal sealed unsafe class WordTable : IDisposable
{
    private readonly string[] _names;
    private readonly byte* _values;
    private readonly int _stride;
    private int _readable;
    private int _writable;

    private WordTable(SharedMemory memory, bool isWriter)
    {
        Memory = memory;
        int count = checked((int)memory.Header->Parameter0);
        _stride = checked((int)memory.Header->Parameter1);
        _names = new string[count];
        for (int index = 0; index < count; index++)
        {
            _names[index] = RegionLocation.ReadName(memory.Body + ((long)index * RegionHeader.NameBytes));
        }

        _values = memory.Base + WordTableLayout.ValuesOffset(count);
        _readable = count;
        _writable = isWriter ? count : 0;
    }

    internal SharedMemory Memory { get; }

    internal IReadOnlyList<string> Names => _names;

    internal static WordTable Create(
        RegionLocation location, RegionKind kind, IReadOnlyList<string> names, int stride, StalePolicy stale)
    {
        CheckNames(location, names);
        long bytes = WordTableLayout.RegionBytes(names.Count, stride);
        RegionSpec spec = new(location, kind, bytes, (ulong)names.Count, (ulong)stride);
        SharedMemory memory = SharedMemory.Create(spec, stale, body =>
        {
            for (int index = 0; index < names.Count; index++)
            {
                RegionLocation.WriteName(names[index], (byte*)body + ((long)index * RegionHeader.NameBytes));
            }
        });
        WordTable table = new(memory, isWriter: true);
        // One that was taken over may be as large and yet have another build's words.
        if (!table._names.AsSpan().SequenceEqual(names.ToArray()))
        {
            memory.Dispose();
            throw RegionFaults.WrongSize(
                location.File, $"the words {string.Join(", ", table._names)}", string.Join(", ", names));
        }

        return table;
    }

    internal static WordTable Open(RegionLocation location, RegionKind kind, bool isWriter)
    {
        SharedMemory memory = SharedMemory.Open(location, kind, isReadOnly: !isWriter);
        (ulong count, ulong stride) = (memory.Header->Parameter0, memory.Header->Parameter1);
        ulong bytes = (ulong)memory.Bytes;
        if (count is 0 or > WordTableLayout.CountMax
            || stride is not (WordTableLayout.PackedStride or WordTableLayout.PaddedStride)
            || WordTableLayout.RegionBytes((int)count, (int)stride) != (long)bytes)
        {
            memory.Dispose();
            throw RegionFaults.WrongSize(
                location.File, $"{bytes} bytes for {count} words {stride} bytes apart", "what such a table takes");
        }

        return new WordTable(memory, isWriter);
    }

    internal int IndexOf(string name)
    {
        int index = Array.IndexOf(_names, name);
        return index >= 0 ? index : throw new IpcException(
            IpcFault.InvalidArgument,
            $"there is no word '{name}'",
            $"the table has {string.Join(", ", _names)}",
            Memory.Location.File);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref long ForReading(int index)
    {
        if ((uint)index >= (uint)_readable)
        {
            Refuse(index);
        }

        return ref *(long*)(_values + ((long)index * _stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref long ForWriting(int index)
    {
        if ((uint)index >= (uint)_writable)
        {
            Refuse(index);
        }

        return ref *(long*)(_values + ((long)index * _stride));
    }

    public void Dispose()
    {
        _readable = 0;
        _writable = 0;
        Memory.Dispose();
    }

    private static void CheckNames(RegionLocation location, IReadOnlyList<string> names)
    {
        string? bad = names.FirstOrDefault(name => !RegionLocation.IsName(name));
        string problem = names.Count is 0 or > WordTableLayout.CountMax ? $"a table cannot have {names.Count} words"
            : bad is not null ? $"'{bad}' cannot name a word"
            : names.Distinct().Count() < names.Count ? "two words have the same name"
            : "";
        if (problem.Length > 0)
        {
            throw new IpcException(
                IpcFault.InvalidArgument,
                problem,
                $"use 1 to {WordTableLayout.CountMax} different names of at most {RegionLocation.NameLengthMax} "
                + "lower-case letters, digits, hyphens and dots, a letter first",
                location.File);
        }
    }

    private void Refuse(int index)
    {
        string file = Memory.Location.File;
        throw Memory.IsClosed
            ? new IpcException(IpcFault.Closed, "the table was closed by this process", "open it again", file)
            : (uint)index < (uint)_readable
                ? RegionFaults.NotWritable(file, $"write '{_names[index]}'")
                : new IpcException(
                    IpcFault.InvalidArgument, $"there is no word {index}", $"words are 0 to {_readable - 1}", file);
    }
}
