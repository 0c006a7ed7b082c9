using Strategies.Journal.Store;
using Strategies.Plugins.Packages;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Bench.Setup;

/// <summary>
/// The one package of a benchmark, by the way that every package takes: staged, checked, stored by hash, loaded into a
/// context of its own for each slot, prepared.
/// </summary>
internal sealed class BenchVersions
{
    private readonly List<SlotStart> _starts = [];

    /// <summary>Stages and loads the package.</summary>
    /// <param name="store">The journal's store.</param>
    /// <param name="strategy">The package's folder or main assembly.</param>
    /// <param name="moveTicks">Move of the touch that a quote follows, in ticks.</param>
    /// <exception cref="Strategies.Plugins.PackageException">The package is refused.</exception>
    internal BenchVersions(ContentStore store, string strategy, int moveTicks)
    {
        Hash = PackageIntake.Add(strategy, store);
        VersionLoader loader = new(store, Prepared.RetiredList);
        for (int slot = 1; slot <= BenchOptions.Slots; slot++)
        {
            PreparedVersion version = new(loader.Load(slot, Hash));
            List<ParameterSetPayload> parameters = [];
            foreach ((string name, long value) in BenchPlan.ParametersOf(slot, moveTicks))
            {
                parameters.Add(new ParameterSetPayload
                {
                    Slot = slot,
                    Name = Text32.From(name),
                    ValueBits = version.Parameters.Parse(
                        name, value.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                    Who = Text32.From("bench"u8),
                    Reason = Text200.From("start of day"u8),
                });
            }

            _starts.Add(new SlotStart(slot, Hash, parameters));
            Prepared.Add(version);
        }
    }

    /// <summary>The package.</summary>
    internal Hash256 Hash { get; }

    /// <summary>The instances, one for each slot.</summary>
    internal PreparedVersions Prepared { get; } = new();

    /// <summary>What each slot begins with.</summary>
    internal IReadOnlyList<SlotStart> Starts => _starts;
}
