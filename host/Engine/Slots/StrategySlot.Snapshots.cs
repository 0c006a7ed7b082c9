using Strategies.Records;
using Strategies.Records.Snapshots;

namespace Strategies.Engine.Slots;

/// <content>The slot's own part of a snapshot: all but its versions, which the swap desk writes.</content>
internal sealed partial class StrategySlot
{
    private const int Faulty = 1;
    private const int Unstarted = 2;

    /// <summary>
    /// Why the version in a slot that was restored from a snapshot has no state to hand over: its Save had failed when
    /// the snapshot was taken, and would fail the same way again. Only in a slot that does not run.
    /// </summary>
    internal Text200? LostState { get; set; }

    internal void Save(BinaryWriter writer)
    {
        writer.Write((int)State);
        writer.Write(ChangeCount);
        // One byte as it was when it held the first mark only: the layout is the same.
        writer.Write((byte)((IsCurrentFaulty ? Faulty : 0) | (IsUnstarted ? Unstarted : 0)));
        writer.Write(IsPreviousFaulty);
        writer.Write(_parameterCount);
        for (int index = 0; index < _parameterCount; index++)
        {
            writer.WriteRaw(in _parameters[index]);
        }

        Timers.Save(writer);
        writer.Write(RetainedSchemaVersion);
        writer.Write(RetainedStateLength);
        writer.Write(RetainedState.AsSpan(0, RetainedStateLength));
    }

    internal void Restore(BinaryReader reader)
    {
        State = (SlotState)reader.ReadInt32();
        ChangeCount = reader.ReadInt64();
        int marks = reader.ReadByte();
        IsCurrentFaulty = (marks & Faulty) != 0;
        IsUnstarted = (marks & Unstarted) != 0;
        IsPreviousFaulty = reader.ReadBoolean();
        _parameterCount = reader.ReadCount(ParametersMax, "parameters");
        for (int index = 0; index < _parameterCount; index++)
        {
            _parameters[index] = reader.ReadRaw<SlotParameter>();
        }

        Timers.Restore(reader);
        RetainedSchemaVersion = reader.ReadInt32();
        RetainedStateLength = reader.ReadCount(RetainedState.Length, "bytes of retained state");
        reader.BaseStream.ReadExactly(RetainedState.AsSpan(0, RetainedStateLength));
    }
}
