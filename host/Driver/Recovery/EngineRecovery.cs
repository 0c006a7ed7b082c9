using System.Runtime.CompilerServices;
using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Driver.Recovery;

/// <summary>
/// Brings an engine back: the newest snapshot that can be used, and every input behind it. Each output that is made again
/// is compared with the recorded one; those that a killed writer could not append any more are appended now. A snapshot from which
/// another output comes out is given up for an earlier one, in the end for the first input.
/// </summary>
/// <remarks>Not for the hot thread. The journal is at rest: whoever recovers holds its lock, or nobody does.</remarks>
public sealed class EngineRecovery
{
    private readonly string _folder;
    private readonly Func<Hash256, EngineOptions> _optionsOf;
    private readonly StrategySource _versions;
    private readonly List<byte[]> _lastOutputs = [];

    /// <summary>Makes a recovery.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="optionsOf">Sizes of the engine's tables, from the configuration that the first record names.</param>
    /// <param name="versions">Where versions come from.</param>
    public EngineRecovery(string folder, Func<Hash256, EngineOptions> optionsOf, StrategySource versions)
    {
        _folder = folder;
        _optionsOf = optionsOf;
        _versions = versions;
    }

    /// <summary>Brings the engine back. Once.</summary>
    /// <param name="options">From where to where.</param>
    /// <param name="writer">
    /// The journal's open writer, which gets the outputs that are missing; none to change nothing.
    /// </param>
    /// <exception cref="JournalException">The journal, or the snapshot that was asked for, cannot be used.</exception>
    /// <exception cref="SnapshotException">The snapshot that was asked for does not fit this build.</exception>
    public RecoveredEngine Run(RecoveryOptions options, JournalWriter? writer)
    {
        // Behind a snapshot of the last input nobody could tell any more whether its orders have left.
        ulong newest = writer is null ? options.ToSequence : Math.Min(options.ToSequence, Before(writer.LastSequence));
        StartSearch starts = new(options.Snapshot is { } name ? RunStart.Behind(name)
            : options.FromGenesis ? RunStart.Genesis
            : RunStart.Newest(newest));
        ulong end = writer?.LastSequence ?? 0;
        List<RefusedSnapshot> refused = [];
        for (bool isFirst = true; ; isFirst = false)
        {
            HeldVersions held = new(_versions);
            using JournalRunner inputs = new(_folder, starts.Start, _optionsOf, held);
            if (!inputs.TryBegin())
            {
                throw new JournalException(
                    JournalFault.NotAJournal,
                    "there is no input in the journal",
                    "there is nothing to recover: start a new day",
                    _folder);
            }

            if (isFirst && writer is not null && options.PoisonedSlot > 0)
            {
                // In front of running the input again: a process that is ended once more finds the record.
                PoisonRecord.Append(_folder, writer, options.PoisonedSlot, options.PoisonReason);
            }

            refused.AddRange(inputs.Refused.Where(snapshot => !refused.Exists(known => known.Name == snapshot.Name)));
            using TailRun tail = new(_folder, inputs, end);
            // With the first input there is no state that could lack something: what comes out there is what would have come.
            tail.Run(options, writer is not null && (inputs.Start is null || writer.Recovery.MayLackOutputs));
            if (tail.Difference is { } difference && starts.TryEarlier(inputs, difference))
            {
                held.Dispose();
                continue;
            }

            held.LetGo();
            return Finish(inputs, tail, writer) with { Refused = refused, Lossy = LossyOf(starts, tail, inputs, writer) };
        }
    }

    /// <summary>
    /// Lets an engine that has followed the journal to its last input go on with it: the outputs of that input are
    /// appended if they are missing. Once.
    /// </summary>
    /// <param name="engine">The engine, as the last input has left it.</param>
    /// <param name="last">Number of the last input that it has run.</param>
    /// <param name="writer">The journal's open writer.</param>
    /// <exception cref="JournalException">The journal cannot be used, or does not end with that input.</exception>
    public RecoveredEngine TakeOver(TradingEngine engine, ulong last, JournalWriter writer)
    {
        if (last != writer.LastSequence)
        {
            throw new JournalException(
                JournalFault.SequenceGap,
                $"the engine has run input {last}, and the journal ends with {writer.LastSequence}",
                "recover from a snapshot",
                _folder,
                sequence: last);
        }

        KeepLast(engine);
        List<byte[]> missing = AppendMissing(_lastOutputs, writer);
        last = RefusePending(engine, writer, last);
        return new RecoveredEngine
        {
            Engine = engine,
            Start = null,
            Refused = [],
            LastSequence = last,
            IsDayEnded = false,
            InputsRun = 0,
            OutputsCompared = 0,
            OutputsMissing = missing,
            LastOutputs = _lastOutputs,
            Difference = null,
            EnvironmentDifferences = [],
        };
    }

    private RecoveredEngine Finish(JournalRunner inputs, TailRun tail, JournalWriter? writer)
    {
        ulong last = inputs.LastSequence;
        _lastOutputs.AddRange(tail.Last);
        // An engine that does not give again what is recorded must not write.
        if (writer is not null && tail.Difference is null)
        {
            AppendMissing(tail.Missing, writer);
            last = RefusePending(inputs.Engine, writer, last);
        }

        return new RecoveredEngine
        {
            Engine = inputs.Engine,
            Start = inputs.Start,
            Refused = [],
            LastSequence = last,
            IsDayEnded = inputs.IsDayEnded,
            InputsRun = inputs.InputsRun,
            OutputsCompared = tail.Compared,
            OutputsMissing = tail.Missing,
            LastOutputs = _lastOutputs,
            Difference = tail.Difference,
            EnvironmentDifferences = inputs.EnvironmentDifferences,
        };
    }

    /// <summary>
    /// Snapshots that were given up and are used no more. Where the journal lacks outputs of earlier inputs it was the journal, and no
    /// snapshot is to blame.
    /// </summary>
    private IReadOnlyList<LossySnapshot> LossyOf(StartSearch starts, TailRun tail, JournalRunner inputs, JournalWriter? writer)
    {
        if (tail.Missing.Any(output => RecordWriter.Header(output).Sequence < inputs.CauseSequence))
        {
            return [];
        }

        if (writer is not null)
        {
            starts.SetAside(_folder);
        }

        return starts.Lossy;
    }

    private static List<byte[]> AppendMissing(IReadOnlyList<byte[]> outputs, JournalWriter writer)
    {
        List<byte[]> missing = [];
        foreach (byte[] output in outputs)
        {
            ref readonly RecordHeader header = ref RecordWriter.Header(output);
            if (!writer.Recovery.HasOutput(header.Sequence, header.Index))
            {
                writer.AppendOutput(output);
                missing.Add(output);
            }
        }

        return missing;
    }

    private static ulong Before(ulong sequence) => sequence == 0 ? 0 : sequence - 1;

    /// <summary>Outputs of the end and behind it are kept.</summary>
    private void KeepLast(TradingEngine engine)
    {
        for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
        {
            _lastOutputs.Add(engine.Outputs.At(offset).ToArray());
        }
    }

    /// <summary>
    /// A swap whose process ended between request and decision does not happen: the version that ran goes on.
    /// </summary>
    private ulong RefusePending(TradingEngine engine, JournalWriter writer, ulong last)
    {
        foreach (SwapDecisionPayload refusal in engine.RefusePending("the process ended before the swap was decided"))
        {
            last = Add(engine, writer, RecordType.SwapRefused, in refusal);
        }

        return last;
    }

    /// <summary>Journals and applies a record that the recovery itself decides on.</summary>
    private ulong Add<T>(TradingEngine engine, JournalWriter writer, RecordType type, in T payload)
        where T : unmanaged
    {
        RecordHeader header = new()
        {
            Type = type,
            SourceKind = SourceKind.Driver,
            ReceiveTimeNs = engine.TimeNs,
        };
        Span<byte> record = RecordWriter.Write(new byte[RecordHeader.Size + Unsafe.SizeOf<T>()], header, in payload);
        ulong sequence = writer.AppendInput(record);
        engine.Apply(record);
        KeepLast(engine);
        for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
        {
            writer.AppendOutput(engine.Outputs.At(offset));
        }

        return sequence;
    }
}
