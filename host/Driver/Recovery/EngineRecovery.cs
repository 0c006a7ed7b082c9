using System.Runtime.CompilerServices;
using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.Records;

namespace Strategies.Driver.Recovery;

/// <summary>
/// Brings an engine back: the newest snapshot that can be used, and every input behind it. Each output that is made again
/// is compared with the recorded one; those that a killed writer could not append any more are appended now.
/// </summary>
/// <remarks>Not for the hot thread. The journal is at rest: whoever recovers holds its lock, or nobody does.</remarks>
public sealed class EngineRecovery
{
    private readonly string _folder;
    private readonly Func<Hash256, EngineOptions> _optionsOf;
    private readonly StrategySource _versions;
    private readonly List<byte[]> _missing = [];
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
        RunStart start = options.Snapshot is { } name ? RunStart.Behind(name)
            : options.FromGenesis ? RunStart.Genesis
            : RunStart.Newest(newest);
        using JournalRunner inputs = new(_folder, start, _optionsOf, _versions);
        if (!inputs.TryBegin())
        {
            throw new JournalException(
                JournalFault.NotAJournal,
                "there is no input in the journal",
                "there is nothing to recover: start a new day",
                _folder);
        }

        return Recover(inputs, options, writer);
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

        KeepLast(engine, isEnd: true);
        foreach (byte[] output in _lastOutputs)
        {
            ref readonly RecordHeader header = ref RecordWriter.Header(output);
            if (!writer.Recovery.HasOutput(header.Sequence, header.Index))
            {
                writer.AppendOutput(output);
                _missing.Add(output);
            }
        }

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
            OutputsMissing = _missing,
            LastOutputs = _lastOutputs,
            Difference = null,
            EnvironmentDifferences = [],
        };
    }

    private RecoveredEngine Recover(JournalRunner inputs, RecoveryOptions options, JournalWriter? writer)
    {
        ulong end = writer?.LastSequence ?? 0;
        if (writer is not null && options.PoisonedSlot > 0)
        {
            // In front of running the input again: a process that is ended once more finds the record.
            PoisonRecord.Append(_folder, writer, options.PoisonedSlot, options.PoisonReason);
        }

        using OutputComparer comparer = new(_folder, inputs.LastSequence);
        inputs.Engine.Meter = options.Meter;
        RunTail(inputs, end, options, comparer, writer);
        ulong last = inputs.LastSequence;
        // An engine that does not give again what is recorded must not write.
        if (writer is not null && comparer.Difference is null)
        {
            last = RefusePending(inputs.Engine, writer, last);
        }

        // Whoever drives the engine from here on measures with a meter of its own.
        inputs.Engine.Meter = null;
        return new RecoveredEngine
        {
            Engine = inputs.Engine,
            Start = inputs.Start,
            Refused = inputs.Refused,
            LastSequence = last,
            IsDayEnded = inputs.IsDayEnded,
            InputsRun = inputs.InputsRun,
            OutputsCompared = comparer.Count - comparer.Unrecorded,
            OutputsMissing = _missing,
            LastOutputs = _lastOutputs,
            Difference = comparer.Difference,
            EnvironmentDifferences = inputs.EnvironmentDifferences,
        };
    }

    private static ulong Before(ulong sequence) => sequence == 0 ? 0 : sequence - 1;

    private void RunTail(JournalRunner inputs, ulong end, RecoveryOptions options, OutputComparer comparer, JournalWriter? writer)
    {
        TradingEngine engine = inputs.Engine;
        while (inputs.LastSequence < options.ToSequence && inputs.TryNext())
        {
            options.States?.Before(inputs);
            inputs.Apply();
            options.States?.After(inputs);
            KeepLast(engine, isEnd: end > 0 && inputs.LastSequence >= end);
            for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
            {
                Settle(engine.Outputs.At(offset), comparer, writer);
            }

            if (comparer.Difference is not null)
            {
                return;
            }
        }

        options.States?.Finish(inputs);
        // Outputs that were appended just now would look like ones that the replay does not make.
        if (options.ToSequence == ulong.MaxValue && (writer is null || _missing.Count == 0))
        {
            comparer.Finish(inputs.LastSequence);
        }
    }

    /// <summary>
    /// Outputs of the end and behind it are kept. A record of the driver's at the end goes with its cause: the cause's
    /// outputs have left before it was journalled.
    /// </summary>
    private void KeepLast(TradingEngine engine, bool isEnd)
    {
        for (int offset = 0; isEnd && offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
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
        KeepLast(engine, isEnd: true);
        for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
        {
            writer.AppendOutput(engine.Outputs.At(offset));
        }

        return sequence;
    }

    /// <summary>Compares an output with the recorded one, or appends it when the killed writer had not.</summary>
    private void Settle(Span<byte> output, OutputComparer comparer, JournalWriter? writer)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(output);
        if (writer is not null && !writer.Recovery.HasOutput(header.Sequence, header.Index))
        {
            writer.AppendOutput(output);
            _missing.Add(output.ToArray());
            return;
        }

        long unrecorded = comparer.Unrecorded;
        comparer.Add(output);
        // Without a writer nothing is appended; what the killed one lacked is told all the same.
        if (comparer.Unrecorded > unrecorded)
        {
            _missing.Add(output.ToArray());
        }
    }
}
