using Strategies.Engine;
using Strategies.Records;

namespace Strategies.Session.Results;

/// <summary>
/// Collects what the engine says at the end of a day: published numbers and positions. Allocates; trading is over.
/// </summary>
public sealed class DayReport(TradingEngine engine)
{
    private readonly Dictionary<(int Slot, string Name), long> _published = [];
    private readonly List<PositionPayload> _positions = [];

    private readonly List<SlotState> _states = [];
    private readonly List<bool> _subscribed = [];

    /// <summary>States of the slots, from slot 1, before they were stopped for the day.</summary>
    public IReadOnlyList<SlotState> States => _states;

    /// <summary>Whether the slots, from slot 1, were subscribed to anything then.</summary>
    public IReadOnlyList<bool> Subscribed => _subscribed;

    public StateDigestPayload Digest { get; private set; }

    public IReadOnlyList<PositionPayload> Positions => _positions;

    public IReadOnlyDictionary<(int Slot, string Name), long> Published => _published;

    public void RememberStates(int slotCount)
    {
        for (int slot = 1; slot <= slotCount; slot++)
        {
            _states.Add(engine.StateOf(slot));
            _subscribed.Add(engine.IsSubscribed(slot));
        }
    }

    public void AddPublished()
    {
        for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
        {
            ReadOnlySpan<byte> output = engine.Outputs.At(offset);
            if (RecordWriter.Header(output).Type == RecordType.Publish)
            {
                ref readonly PublishPayload publish = ref RecordWriter.Payload<PublishPayload>(output);
                _published[(publish.Slot, publish.Name.ToString())] = publish.Value;
            }
        }
    }

    public void AddPositions()
    {
        for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
        {
            ReadOnlySpan<byte> output = engine.Outputs.At(offset);
            switch (RecordWriter.Header(output).Type)
            {
                case RecordType.PositionState:
                    _positions.Add(RecordWriter.Payload<PositionPayload>(output));
                    break;
                case RecordType.StateDigest:
                    Digest = RecordWriter.Payload<StateDigestPayload>(output);
                    break;
            }
        }
    }
}
