using System.Runtime.CompilerServices;
using Strategies.Records;

namespace Strategies.Engine;

/// <summary>How large the output buffer must be, from what one record can cause at most.</summary>
internal static class EngineOutputs
{
    internal const int LargestOutput = RecordHeader.Size + 320;

    /// <summary>
    /// Bytes that the callbacks of one record may use up together: orders, requests, refusals, lines of log.
    /// </summary>
    private const int CallbackBytes = 4 << 20;

    /// <summary>What each slot has of it at least.</summary>
    private const int ShareBytesMin = 256 << 10;

    /// <summary>
    /// A slot's own outputs in one record at most: a fault, what is said of it, a rollback, and a fault of the version
    /// rolled back to; or a stop and the three steps of a flattening, and what is left behind it.
    /// </summary>
    private const int ChangesPerSlot = 6;

    /// <summary>
    /// What must stay free behind a callback: a cancel of every order, what faults and rollbacks say of every slot, and
    /// some alerts.
    /// </summary>
    internal static int CallbackReserveBytes(EngineOptions options) =>
        options.OrdersMax * (RecordHeader.Size + Unsafe.SizeOf<OrderPayload>())
            + options.SlotsMax * ChangesPerSlot * LargestOutput + (1 << 16);

    /// <summary>Size of the output buffer.</summary>
    internal static int BufferBytes(EngineOptions options) => CallbackReserveBytes(options) + AllSharesBytes(options);

    /// <summary>Bytes that the callbacks of one slot may use up in one record, where each slot has its share.</summary>
    internal static int ShareBytes(EngineOptions options, int slots) => AllSharesBytes(options) / Math.Max(slots, 1);

    /// <summary>
    /// What must stay free behind a callback where there are no shares: as ever all slots together have the same number of bytes.
    /// </summary>
    internal static int UnboundedReserveBytes(EngineOptions options) => BufferBytes(options) - CallbackBytes;

    private static int AllSharesBytes(EngineOptions options) => Math.Max(CallbackBytes, options.SlotsMax * ShareBytesMin);
}
