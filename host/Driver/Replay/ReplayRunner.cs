using System.Runtime.CompilerServices;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Driver.Replay;

/// <summary>
/// Runs a journal's inputs through a fresh engine and compares every output with the one that was recorded. Nothing is
/// measured and nothing decided: what once depended on wall time stands in the journal as a record.
/// </summary>
public static class ReplayRunner
{
    private const int ProgressEvery = 1 << 16;

    /// <summary>Replays a journal that nobody writes.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="optionsOf">
    /// Sizes of the engine's tables, from the configuration that the first record names.
    /// </param>
    /// <param name="versions">Where versions come from.</param>
    /// <param name="progress">Told the number of the input, now and then; none for silence.</param>
    /// <param name="states">Looks beside it whether the strategies save all of their state; null for no such look.</param>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    public static ReplayResult Run(
        string folder,
        Func<Hash256, EngineOptions> optionsOf,
        StrategySource versions,
        Action<ulong>? progress,
        StateCheck? states = null)
    {
        using JournalRunner inputs = new(folder, RunStart.Genesis, optionsOf, versions);
        using OutputComparer comparer = new(folder);
        long marketMessages = 0;
        List<int> behaviours = [];
        while (comparer.Difference is null && inputs.TryNext())
        {
            marketMessages += CountMessages(inputs.Record);
            states?.Before(inputs);
            inputs.Apply();
            states?.After(inputs);
            Note(behaviours, inputs.Engine);
            OutputBuffer outputs = inputs.Engine.Outputs;
            for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
            {
                comparer.Add(outputs.At(offset));
            }

            if (comparer.Difference is null && inputs.LastSequence % ProgressEvery == 0)
            {
                progress?.Invoke(inputs.LastSequence);
            }
        }

        if (comparer.Difference is null)
        {
            comparer.Finish(inputs.LastSequence);
            states?.Finish(inputs);
        }

        return new ReplayResult
        {
            Inputs = inputs.LastSequence,
            Behaviours = behaviours,
            Outputs = comparer.Count,
            MarketMessages = marketMessages,
            Digest = comparer.Digest,
            Difference = comparer.Difference,
            TornTail = inputs.Inputs!.TornTail,
            IsClosedCleanly = inputs.Inputs.IsClosedCleanly,
            EnvironmentDifferences = inputs.EnvironmentDifferences,
        };
    }

    /// <summary>A day of the first behaviour says nothing: it is known when the universe is.</summary>
    private static void Note(List<int> behaviours, TradingEngine engine)
    {
        if (engine.CanSnapshot && (behaviours.Count == 0 || behaviours[^1] != engine.Behaviour))
        {
            behaviours.Add(engine.Behaviour);
        }
    }

    private static long CountMessages(ReadOnlySpan<byte> record)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        return header.Type == RecordType.MarketData
            ? MarketDataDecoder.CountMessages(
                header.PayloadFormat, record[(RecordHeader.Size + Unsafe.SizeOf<MarketDataPrefix>())..])
            : 0;
    }
}
