using System.Security.Cryptography;
using System.Text;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Records.Snapshots;

namespace Strategies.Engine.Snapshots;

/// <summary>
/// The whole state of an engine behind one record as bytes. Equal states are equal bytes, so the hash of the bytes is
/// the digest of the state: books, orders, fills, positions, every counter of the gate, timers, subscriptions, and what
/// each strategy saves of itself.
/// </summary>
/// <remarks>
/// <para>Rows of tables are not kept but given out anew, in an order that changes no later output. What lies in an
/// instance of a strategy comes through its own Save and Restore: a snapshot is right exactly when these are lossless.
/// Neither OnStart nor OnHandover is called.</para>
/// <para>Allocates; for a follower's or a recovery's thread, never for the hot one.</para>
/// </remarks>
public static class EngineSnapshot
{
    /// <summary>
    /// The newest layout that this build writes and reads. Layout 3 has what no strategy is told, layout 4 the venues
    /// and feeds of the day, and the venue of every fill, layout 5 the slots that are being flattened, layout 6 the engine's
    /// behaviour and what each slot has used of its bounds.
    /// </summary>
    public const int FormatVersion = 6;

    /// <summary>
    /// The layout of an engine of the first behaviour, as it always was: builds that know no other one read it, and it is read here.
    /// </summary>
    private const int FirstBehaviourVersion = 5;

    /// <summary>Writes an engine's state.</summary>
    /// <param name="engine">The engine, between two records; see <see cref="TradingEngine.CanSnapshot"/>.</param>
    /// <param name="stream">Where it goes.</param>
    /// <exception cref="SnapshotException">
    /// There is no day yet, a swap waits for its decision, or a strategy's Save fails.
    /// </exception>
    public static void Write(TradingEngine engine, Stream stream)
    {
        if (!engine.CanSnapshot)
        {
            throw new SnapshotException(
                $"no snapshot can be taken behind record {engine.LastSequence}: the universe is not complete, or a swap "
                + "waits for its decision; take it some records later");
        }

        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Begin(SnapshotSection.Shape);
        writer.Write(LayoutOf(engine.State.Behaviour));
        foreach (int size in ShapeOf(engine.State.Options))
        {
            writer.Write(size);
        }

        engine.Save(writer);
    }

    /// <summary>Makes an engine that goes on where another one stood.</summary>
    /// <param name="stream">What <see cref="Write"/> wrote; whoever stores it has checked that it is whole.</param>
    /// <param name="options">The sizes of the engine that wrote it.</param>
    /// <param name="source">Where versions come from.</param>
    /// <param name="meter">Is told of the calls of Restore, and stays the engine's; none for nobody.</param>
    /// <exception cref="SnapshotException">It does not fit this build or these sizes, or a version refuses.</exception>
    public static TradingEngine Read(Stream stream, EngineOptions options, StrategySource source, CallbackMeter? meter = null)
    {
        using BinaryReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        TradingEngine engine = new(options, source) { Meter = meter };
        try
        {
            reader.Begin(SnapshotSection.Shape);
            int layout = RequireShape(reader, options);
            engine.Restore(reader, layout >= FormatVersion);
            return engine;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException)
        {
            throw new SnapshotException(
                $"the snapshot cannot be taken over: {exception.Message}; recover from an earlier one, or from the first "
                + "record",
                exception);
        }
    }

    /// <summary>The digest of an engine's state: SHA-256 over its snapshot.</summary>
    /// <param name="engine">The engine, between two records.</param>
    /// <exception cref="SnapshotException">Its state cannot be written.</exception>
    public static Hash256 HashOf(TradingEngine engine)
    {
        using SHA256 sha = SHA256.Create();
        using (CryptoStream hashing = new(Stream.Null, sha, CryptoStreamMode.Write))
        {
            Write(engine, hashing);
        }

        return Hash256.FromBytes(sha.Hash!);
    }

    private static int LayoutOf(int behaviour) => behaviour == EngineBehaviour.First ? FirstBehaviourVersion : FormatVersion;

    private static int RequireShape(BinaryReader reader, EngineOptions options)
    {
        int version = reader.ReadInt32();
        if (version is not (FormatVersion or FirstBehaviourVersion))
        {
            throw new SnapshotException(
                $"the snapshot has layout {version}, this build reads {FirstBehaviourVersion} and {FormatVersion}; recover from the "
                + "first record");
        }

        foreach (int size in ShapeOf(options))
        {
            int written = reader.ReadInt32();
            if (written != size)
            {
                throw new SnapshotException(
                    $"the snapshot was written by an engine of other sizes ({written} where {size} is configured); "
                    + "recover with the configuration of the journal");
            }
        }

        return version;
    }

    private static int[] ShapeOf(EngineOptions options) =>
    [
        options.MarketOrdersMax,
        options.LevelsMax,
        options.LevelsPerSideMax,
        options.OrdersMax,
        options.FillsMax,
        options.SlotsMax,
        options.StateBytesMax,
        options.ActionsPerCallbackMax,
    ];
}
