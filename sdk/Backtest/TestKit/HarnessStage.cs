using Strategies.Engine.Slots;
using Strategies.Plugins.Parameters;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>An instance that the test has made, with its parameters.</summary>
internal sealed class HarnessStage(Strategy instance, ulong number) : StagedStrategy
{
    internal ParameterTable Parameters { get; } = ParameterTable.Of(instance);

    public override Strategy Instance => instance;

    public override Hash256 PackageHash => new(number, 0, 0, 0);

    public override ParameterOutcome SetParameter(in Text32 name, long valueBits) =>
        Parameters.TrySet(in name, valueBits, out ParameterRefusal refusal) ? ParameterOutcome.Set
        : refusal == ParameterRefusal.UnknownName ? ParameterOutcome.Unknown
        : ParameterOutcome.OutOfRange;

    public override bool TryGetParameter(in Text32 name, out long valueBits) => Parameters.TryGet(in name, out valueBits);
}
