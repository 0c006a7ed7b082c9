using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Engine.Slots;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Parameters;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Session.Versions;

/// <summary>An instance of a loaded version, ready to be put into its slot.</summary>
public sealed class PreparedVersion : StagedStrategy
{
    private const int CacheLineBytes = 64;

    private readonly ParameterTable _parameters;
    private readonly TouchedArray[] _memory;

    /// <summary>Makes the instance. Housekeeping thread.</summary>
    /// <param name="loaded">The version.</param>
    /// <exception cref="PackageException">Its constructor throws.</exception>
    public PreparedVersion(LoadedStrategy loaded)
    {
        Loaded = loaded;
        (Instance, _parameters) = loaded.CreateInstanceWithParameters();
        _memory = [.. PageToucher.Touch(Instance)];
    }

    /// <summary>The version; it is held as long as the instance may be called.</summary>
    public LoadedStrategy Loaded { get; }

    /// <summary>The parameters, for whoever reads or writes their values as text.</summary>
    public ParameterTable Parameters => _parameters;

    /// <inheritdoc/>
    public override Strategy Instance { get; }

    /// <inheritdoc/>
    public override Hash256 PackageHash => Loaded.PackageHash;

    /// <inheritdoc/>
    public override ParameterOutcome SetParameter(in Text32 name, long valueBits) =>
        _parameters.TrySet(in name, valueBits, out ParameterRefusal refusal) ? ParameterOutcome.Set
        : refusal == ParameterRefusal.UnknownName ? ParameterOutcome.Unknown
        : ParameterOutcome.OutOfRange;

    /// <inheritdoc/>
    public override bool TryGetParameter(in Text32 name, out long valueBits) => _parameters.TryGet(in name, out valueBits);

    /// <inheritdoc/>
    public override void Touch(int from, int bytesMax)
    {
        long skipped = 0;
        foreach (ref readonly TouchedArray memory in _memory.AsSpan())
        {
            ref byte first = ref MemoryMarshal.GetArrayDataReference(memory.Array);
            // The window [from, from + bytesMax) counts through all arrays in a row; here it is moved to this one.
            long end = Math.Min(memory.Bytes, from + bytesMax - skipped);
            for (long offset = Math.Max(0, from - skipped); offset < end; offset += CacheLineBytes)
            {
                _ = Volatile.Read(ref Unsafe.AddByteOffset(ref first, (nint)offset));
            }

            skipped += memory.Bytes;
        }
    }
}
