using System.Runtime.InteropServices;

namespace Strategies.Journal.Snapshots;

/// <summary>
/// A snapshot that was read and found right, with its payload in memory of its own outside the managed heap.
/// </summary>
/// <remarks>A copy and no mapping: what was hashed is what is read. One thread at a time.</remarks>
public sealed unsafe class Snapshot : IDisposable
{
    private byte* _payload;
    private readonly int _bytes;

    internal Snapshot(string name, SnapshotInfo info, byte* payload)
    {
        Name = name;
        Info = info;
        _payload = payload;
        _bytes = (int)info.PayloadBytes;
    }

    /// <summary>Gives the memory back when nobody disposed it.</summary>
    ~Snapshot() => Free();

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>What the snapshot says about itself.</summary>
    public SnapshotInfo Info { get; }

    /// <summary>The state, as the engine wrote it. Valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public ReadOnlySpan<byte> Payload
    {
        get
        {
            ObjectDisposedException.ThrowIf(_payload is null, this);
            return new ReadOnlySpan<byte>(_payload, _bytes);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_payload);
        _payload = null;
    }
}
