using Strategies.Engine.Slots;
using Strategies.Plugins;
using Strategies.Plugins.Retiring;
using Strategies.Records;

namespace Strategies.Session.Versions;

/// <summary>
/// The meeting point of housekeeping and hot thread: prepared versions wait here to be taken, and retired ones wait to
/// be put on the retired list. A driver asks for a swap only when the version is here, so that a replay, which loads on
/// demand, sees the same.
/// </summary>
/// <remarks>
/// <see cref="Add"/> and <see cref="CollectRetired"/> are housekeeping's, <see cref="Take"/> and <see cref="Retire"/>
/// the hot thread's; cells are handed over with release and acquire, nothing locks and the hot side allocates nothing.
/// </remarks>
public sealed class PreparedVersions : StrategySource
{
    private const int ReadyMax = 64;
    private const int RetiredMax = 512;

    private readonly PreparedVersion?[] _ready = new PreparedVersion?[ReadyMax];

    /// <summary>
    /// A few bits of slot and hash of what is ready, side by side in eight lines of the cache: looking one up must not walk
    /// through the cold objects of all the others, which would be most of what a swap costs. 0 where nothing is.
    /// </summary>
    private readonly ulong[] _keys = new ulong[ReadyMax];

    private readonly StagedStrategy?[] _retired = new StagedStrategy?[RetiredMax];

    /// <summary>Versions that no slot calls any more.</summary>
    public RetiredList RetiredList { get; } = new();

    /// <summary>Offers a version.</summary>
    /// <param name="version">The version.</param>
    /// <exception cref="PackageException">Too many versions wait, or the retired list is full.</exception>
    public void Add(PreparedVersion version)
    {
        if (RetiredList.IsFull)
        {
            throw new PackageException(
                version.Loaded.AssemblyName, RetiredList.FullMessage, "reclaim retired versions first");
        }

        for (int index = 0; index < ReadyMax; index++)
        {
            if (Volatile.Read(ref _keys[index]) == 0)
            {
                // The version first: the key, written with release order, says to the hot thread that it is there.
                _ready[index] = version;
                Volatile.Write(ref _keys[index], KeyOf(version.Loaded.Slot, version.PackageHash));
                return;
            }
        }

        throw new PackageException(
            version.Loaded.AssemblyName,
            $"{ReadyMax} prepared versions already wait for their slots",
            "commit or drop some first");
    }

    /// <summary>True when a version waits for a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="packageHash">The version.</param>
    public bool IsReady(int slot, Hash256 packageHash) => Find(slot, packageHash) >= 0;

    /// <inheritdoc/>
    public override StagedStrategy? Peek(int slot, Hash256 packageHash)
    {
        int index = Find(slot, packageHash);
        return index < 0 ? null : _ready[index];
    }

    /// <inheritdoc/>
    public override StagedStrategy? Take(int slot, Hash256 packageHash)
    {
        int index = Find(slot, packageHash);
        if (index < 0)
        {
            return null;
        }

        PreparedVersion? version = _ready[index];
        // The other way round than in Add: with a key of 0 the place is housekeeping's again.
        _ready[index] = null;
        Volatile.Write(ref _keys[index], 0UL);
        return version;
    }

    /// <inheritdoc/>
    public override void Retire(int slot, StagedStrategy staged)
    {
        for (int index = 0; index < RetiredMax; index++)
        {
            if (Volatile.Read(ref _retired[index]) is null)
            {
                Volatile.Write(ref _retired[index], staged);
                return;
            }
        }

        throw new InvalidOperationException(
            $"{RetiredMax} retired versions wait to be collected: housekeeping has stopped");
    }

    /// <summary>Moves retired versions to the retired list, where they wait to be reclaimed.</summary>
    /// <returns>How many were moved.</returns>
    public int CollectRetired()
    {
        int moved = 0;
        for (int index = 0; index < RetiredMax; index++)
        {
            // A version that finds no room in the list stays here and is moved another time.
            if (Volatile.Read(ref _retired[index]) is PreparedVersion version && RetiredList.TryAdd(version.Loaded))
            {
                Volatile.Write(ref _retired[index], null);
                moved++;
            }
        }

        return moved;
    }

    private int Find(int slot, Hash256 packageHash)
    {
        ulong key = KeyOf(slot, packageHash);
        for (int index = 0; index < ReadyMax; index++)
        {
            // The key, read with acquire order, comes first: then the version behind it is whole.
            if (Volatile.Read(ref _keys[index]) == key
                && _ready[index] is { } version
                && version.Loaded.Slot == slot
                && version.PackageHash == packageHash)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Never 0. Two versions may have the same; then both are looked at.</summary>
    private static ulong KeyOf(int slot, Hash256 hash) => (hash.A ^ ((ulong)slot << 48)) | 1;
}
