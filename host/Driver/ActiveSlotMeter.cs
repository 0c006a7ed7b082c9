using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Driver;

/// <summary>
/// Notes which slot's strategy runs, and nothing else: for whoever runs inputs again and may be ended by one.
/// </summary>
/// <remarks>The engine's thread; the word may lie in shared memory, where it outlives the process.</remarks>
/// <param name="activeSlot">Where the slot's number goes; 0 when none runs.</param>
public sealed unsafe class ActiveSlotMeter(long* activeSlot) : CallbackMeter
{
    private readonly long* _activeSlot = activeSlot;
    private long _calls;

    /// <summary>The slot whose strategy runs; 0 for none. Any thread.</summary>
    public int ActiveSlot => (int)Volatile.Read(ref *_activeSlot);

    /// <summary>Calls so far, the one that runs among them. Any thread.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <inheritdoc/>
    public override void Enter(int slot, StrategyCall call, bool isNext)
    {
        Volatile.Write(ref _calls, _calls + 1);
        Volatile.Write(ref *_activeSlot, slot);
    }

    /// <inheritdoc/>
    public override void Leave(int slot) => Volatile.Write(ref *_activeSlot, 0);

    /// <inheritdoc/>
    public override void Abandon(int slot) => Volatile.Write(ref *_activeSlot, 0);
}
