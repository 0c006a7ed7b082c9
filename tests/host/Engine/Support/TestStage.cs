using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Support;

/// <summary>A version that a test has made: any strategy, and parameters kept in a dictionary with a range.</summary>
internal sealed class TestStage(Strategy instance, Hash256 hash) : StagedStrategy
{
    /// <summary>The parameter by which <see cref="EngineHarness.Do"/> makes the engine call a strategy.</summary>
    internal const string Poke = "poke";

    internal Dictionary<string, (long Min, long Max)> Ranges { get; } = [];

    internal Dictionary<string, long> Values { get; } = [];

    /// <summary>What every setter does first.</summary>
    internal Action? Setting { get; set; }

    public override Strategy Instance => instance;

    public override Hash256 PackageHash => hash;

    public override bool TryGetParameter(in Text32 name, out long valueBits) =>
        Values.TryGetValue(name.ToString(), out valueBits);

    public override ParameterOutcome SetParameter(in Text32 name, long valueBits)
    {
        Setting?.Invoke();
        ReadOnlySpan<byte> bytes = name;
        if (bytes.StartsWith("poke\0"u8))
        {
            return ParameterOutcome.Set;
        }

        if (!Ranges.TryGetValue(name.ToString(), out (long Min, long Max) range))
        {
            return ParameterOutcome.Unknown;
        }

        if (valueBits < range.Min || valueBits > range.Max)
        {
            return ParameterOutcome.OutOfRange;
        }

        Values[name.ToString()] = valueBits;
        return ParameterOutcome.Set;
    }
}
