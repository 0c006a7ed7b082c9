using CsCheck;
using Strategies.Sdk;

namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>One random message of the data, or one order or request of ours.</summary>
public readonly record struct Operation(
    OperationKind Kind, int Reference, int NewReference, Side Side, long Cents, long Quantity, bool IsStated)
{
    private const int References = 24;

    private static readonly Gen<OperationKind> HistoricalKinds = Gen.Frequency(
        (10, Gen.Const(OperationKind.Add)),
        (6, Gen.Const(OperationKind.Execute)),
        (2, Gen.Const(OperationKind.Reduce)),
        (2, Gen.Const(OperationKind.Delete)),
        (2, Gen.Const(OperationKind.ReplaceHistorical)),
        (1, Gen.Const(OperationKind.HiddenTrade)),
        (1, Gen.Const(OperationKind.ExecuteInCross)),
        (1, Gen.Const(OperationKind.Cross)),
        (1, Gen.Const(OperationKind.OperationalHalt)),
        (1, Gen.Const(OperationKind.WindowCut)),
        (2, Gen.Const(OperationKind.LevelSet)),
        (1, Gen.Const(OperationKind.Status)));

    private static readonly Gen<OperationKind> OwnKinds = Gen.Frequency(
        (8, Gen.Const(OperationKind.Limit)),
        (2, Gen.Const(OperationKind.ImmediateOrCancel)),
        (1, Gen.Const(OperationKind.Market)),
        (3, Gen.Const(OperationKind.Replace)),
        (2, Gen.Const(OperationKind.Cancel)));

    public static Gen<Operation[]> HistoricalFlow { get; } = Of(HistoricalKinds).Array[1, 150];

    public static Gen<Operation[]> MixedFlow { get; } =
        Of(Gen.Frequency((3, HistoricalKinds), (1, OwnKinds))).Array[1, 200];

    /// <summary>Bids lie mostly below offers, but the two ranges overlap, so that orders reach each other.</summary>
    private static Gen<Operation> Of(Gen<OperationKind> kinds) =>
        Gen.Select(
            kinds, Gen.Int[1, References], Gen.Int[1, References], Gen.Bool, Gen.Int[0, 7], Gen.Long[1, 40], Gen.Bool)
            .Select((kind, reference, newReference, isBuy, distance, quantity, isStated) => new Operation(
                kind, reference, newReference, isBuy ? Side.Buy : Side.Sell,
                isBuy ? 1002 - distance : 999 + distance, quantity, isStated));
}
