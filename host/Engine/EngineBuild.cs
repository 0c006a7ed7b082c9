using System.Security.Cryptography;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Engine;

/// <summary>
/// Which build of the engine this is. Same inputs give the same outputs for certain only where all of the code that the
/// outputs depend on is the same: the SDK, the gate, the record format, the decoders and the engine itself.
/// </summary>
public static class EngineBuild
{
    private const int IdBytes = 16;

    /// <summary>The version, and a hash over the identities of the assemblies' builds. Any thread.</summary>
    public static string Id { get; } = Compute(
        typeof(Sdk.Strategy), typeof(Risk.RiskGate), typeof(RecordHeader), typeof(MarketDataDecoder), typeof(TradingEngine));

    private static string Compute(params ReadOnlySpan<Type> inAssemblies)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Type type in inAssemblies)
        {
            hash.AppendData(type.Module.ModuleVersionId.ToByteArray());
        }

        return $"{typeof(TradingEngine).Assembly.GetName().Version} "
            + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, IdBytes));
    }
}
