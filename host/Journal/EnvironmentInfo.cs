using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal;

/// <summary>
/// On what an engine ran: everything that bit-for-bit equal replay depends on besides the inputs. Stands in the header
/// of every segment as JSON. Not for the hot path.
/// </summary>
public sealed record EnvironmentInfo
{
    /// <summary>Version and module identifier of the engine's assembly: another build has another one.</summary>
    public required string EngineBuild { get; init; }

    /// <summary>The .NET runtime with its version.</summary>
    public required string Runtime { get; init; }

    /// <summary>The operating system with its version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The processor's architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>Instruction sets that the runtime uses, in alphabetical order.</summary>
    public required IReadOnlyList<string> CpuFeatures { get; init; }

    /// <summary>Bytes of a <see cref="Vector{T}"/>.</summary>
    public required int VectorBytes { get; init; }

    /// <summary>Whether tiered compilation is on.</summary>
    public required bool TieredCompilation { get; init; }

    /// <summary>Whether profile-guided optimisation of tiered code is on.</summary>
    public required bool TieredPgo { get; init; }

    /// <summary>Hashes of the packages known when the journal was opened, in order.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>Hashes of the configuration files known when the journal was opened, in order.</summary>
    public required IReadOnlyList<string> Configurations { get; init; }

    /// <summary>Captures the environment of this process.</summary>
    /// <param name="engineBuild">Which build of the engine runs; a journal does not know it by itself.</param>
    /// <param name="packages">Hashes of the packages.</param>
    /// <param name="configurations">Hashes of the configuration files.</param>
    public static EnvironmentInfo Capture(
        string engineBuild, IEnumerable<Hash256> packages, IEnumerable<Hash256> configurations) => new()
        {
            EngineBuild = engineBuild,
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
            CpuFeatures = Strategies.Journal.CpuFeatures.Supported(),
            VectorBytes = Vector<byte>.Count,
            TieredCompilation = Setting("DOTNET_TieredCompilation", "System.Runtime.TieredCompilation"),
            TieredPgo = Setting("DOTNET_TieredPGO", "System.Runtime.TieredPGO"),
            Packages = [.. packages.Select(hash => hash.ToString()).Order(StringComparer.Ordinal)],
            Configurations = [.. configurations.Select(hash => hash.ToString()).Order(StringComparer.Ordinal)],
        };

    /// <summary>
    /// How another environment differs from this one, each difference as a sentence; empty when it does not.
    /// </summary>
    /// <param name="other">For example that of the process which replays.</param>
    public IReadOnlyList<string> Differences(EnvironmentInfo other)
    {
        List<string> sentences = [];
        Compare(sentences, "engine build", EngineBuild, other.EngineBuild);
        Compare(sentences, "runtime", Runtime, other.Runtime);
        Compare(sentences, "operating system", OperatingSystem, other.OperatingSystem);
        Compare(sentences, "architecture", Architecture, other.Architecture);
        CompareLists(sentences, "CPU feature", CpuFeatures, other.CpuFeatures);
        Compare(sentences, "vector width in bytes", VectorBytes, other.VectorBytes);
        Compare(sentences, "tiered compilation", OnOff(TieredCompilation), OnOff(other.TieredCompilation));
        Compare(sentences, "tiered PGO", OnOff(TieredPgo), OnOff(other.TieredPgo));
        CompareLists(sentences, "package", Packages, other.Packages);
        CompareLists(sentences, "configuration", Configurations, other.Configurations);
        return sentences;
    }

    /// <summary>Reads an environment from a segment's header.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="file">The segment, for messages.</param>
    /// <param name="offset">Where it stands there.</param>
    /// <exception cref="JournalException">It is something else.</exception>
    internal static EnvironmentInfo Parse(ReadOnlySpan<byte> json, string file, long offset)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EnvironmentJson.Default.EnvironmentInfo)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException exception)
        {
            throw new JournalException(
                JournalFault.SegmentHeader,
                $"the environment in the segment's header cannot be read: {exception.Message}",
                "read it with the build that wrote it or a later one",
                file,
                offset,
                inner: exception);
        }
    }

    /// <summary>The environment as it stands in a segment's header.</summary>
    /// <exception cref="JournalException">It does not fit.</exception>
    internal byte[] ToJson()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, EnvironmentJson.Default.EnvironmentInfo);
        return json.Length <= SegmentHeader.EnvironmentBytesMax
            ? json
            : throw new JournalException(
                JournalFault.InvalidOption,
                $"the environment takes {json.Length} bytes, "
                + $"a segment's header has room for {SegmentHeader.EnvironmentBytesMax}",
                $"name fewer packages ({Packages.Count}) or configurations ({Configurations.Count}); "
                + "those that are deployed later stand in the records anyway");
    }

    private static string OnOff(bool value) => value ? "on" : "off";

    private static bool Setting(string variable, string property) =>
        System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? text != "0"
            // Neither variable nor property: both settings are on by default.
            : !AppContext.TryGetSwitch(property, out bool isOn) || isOn;

    private static void Compare<T>(List<string> sentences, string what, T mine, T other)
    {
        if (!EqualityComparer<T>.Default.Equals(mine, other))
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"{what} was '{mine}' and is '{other}'"));
        }
    }

    private static void CompareLists(
        List<string> sentences, string what, IReadOnlyList<string> mine, IReadOnlyList<string> other)
    {
        sentences.AddRange(mine.Except(other).Select(name => $"{what} {name} was there and is missing"));
        sentences.AddRange(other.Except(mine).Select(name => $"{what} {name} was not there and is now"));
    }
}
