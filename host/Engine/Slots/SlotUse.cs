using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Strategies.Records;
using Strategies.Records.Snapshots;

namespace Strategies.Engine.Slots;

/// <summary>
/// What a slot has used of its <see cref="SlotBounds"/>. A second begins with the first thing of it that is counted and is over
/// when the engine's time says so: a pure function of the inputs.
/// </summary>
internal sealed class SlotUse
{
    private const long WindowNs = 1_000_000_000;
    private const int Kinds = 6;

    private static readonly string[] Words =
        ["", "orders, replaces and cancels", "timers", "subscriptions", "lines of log", "published numbers"];

    private readonly int[] _bounds;
    private readonly int[] _counts = new int[Kinds];
    private long _windowEndNs = long.MinValue;
    private ulong _sequence;
    private int _outputBytes;

    internal SlotUse(SlotBounds bounds) => _bounds =
    [
        int.MaxValue,
        bounds.OrderRequestsPerSecond,
        bounds.TimersPerSecond,
        bounds.SubscriptionsPerSecond,
        bounds.LogLinesPerSecond,
        bounds.PublishedPerSecond,
    ];

    /// <summary>The kind of which the call into the strategy that runs, or ran last, has asked for too much; none when of none.</summary>
    internal SlotUseKind Broken { get; set; }

    /// <summary>In words, which bound it was.</summary>
    internal string Reason => $"flood: more than {_bounds[(int)Broken]} {Words[(int)Broken]} in a second";

    /// <summary>Counts one thing more.</summary>
    /// <exception cref="InvalidOperationException">It is one too many. Whoever catches it is quarantined all the same.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Count(SlotUseKind kind, long timeNs)
    {
        if (timeNs >= _windowEndNs)
        {
            Array.Clear(_counts);
            _windowEndNs = timeNs + WindowNs;
        }

        if (_counts[(int)kind] >= _bounds[(int)kind])
        {
            Break(kind);
        }

        _counts[(int)kind]++;
    }

    /// <summary>Bytes of outputs that callbacks of the slot have made of an input so far.</summary>
    internal int OutputBytes(ulong sequence) => sequence == _sequence ? _outputBytes : 0;

    /// <summary>A callback of the slot has ended and left so many behind.</summary>
    internal void AddOutputBytes(ulong sequence, int bytes)
    {
        _outputBytes = OutputBytes(sequence) + bytes;
        _sequence = sequence;
    }

    internal void Clear()
    {
        Array.Clear(_counts);
        _windowEndNs = long.MinValue;
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(_windowEndNs);
        foreach (int count in _counts)
        {
            writer.Write(count);
        }
    }

    internal void Restore(BinaryReader reader)
    {
        _windowEndNs = reader.ReadInt64();
        for (int kind = 0; kind < Kinds; kind++)
        {
            _counts[kind] = reader.ReadInt32();
        }
    }

    [DoesNotReturn]
    private void Break(SlotUseKind kind)
    {
        Broken = kind;
        throw new InvalidOperationException(Reason);
    }
}
