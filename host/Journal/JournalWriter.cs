using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Journal.Describe;
using Strategies.Journal.Durability;
using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal;

/// <summary>Writes a journal: numbers the inputs, keeps the outputs beside them.</summary>
/// <remarks>
/// <para>One writer a journal, refused by a lock otherwise; one thread, the hot one, appends. Appending allocates
/// nothing and makes no system call, also when it goes on to the next segment, as long as the housekeeping thread has
/// it ready (<see cref="InlineMaps"/> counts when not).</para>
/// <para>What was appended survives a kill of the process at once, and a loss of power from the next
/// <see cref="Flush"/> on, which also writes down how far that is: <see cref="DurableMark"/>. Full segments are flushed
/// in the background. After a failure nothing of the record is in the journal, and appending may be tried again.</para>
/// </remarks>
public sealed class JournalWriter : IDisposable
{
    private readonly SegmentStream _inputs;
    private readonly SegmentStream _outputs;
    private readonly JournalLock _lock;
    private readonly Housekeeper _housekeeper;
    private readonly DurableMarkFile _durable;
    private RecordOrder _outputOrder;
    private ulong _lastSequence;
    private ulong _durableSequence;
    private bool _isDisposed;

    private JournalWriter(JournalLayout layout, JournalOptions options, JournalLock ownership, JournalStart start)
    {
        Layout = layout;
        _lock = ownership;
        byte[] environment = options.Environment.ToJson();
        Recovery = start.Report;
        JournalId = Recovery.IsNew ? Guid.NewGuid() : start.Inputs.Header.JournalId;
        _lastSequence = Recovery.LastInputSequence;
        _outputOrder = RecordOrder.After(Recovery.LastOutputSequence, Recovery.LastOutputIndex);
        _durable = DurableMarkFile.Open(layout, JournalId);
        try
        {
            _inputs = new SegmentStream(layout, SegmentKind.Input, options, environment, JournalId, start.Inputs);
            _outputs = new SegmentStream(layout, SegmentKind.Output, options, environment, JournalId, start.Outputs);
            // A killed writer's records may be in memory only; the flush below promises them.
            RecoveredSegments.Sync(layout, Recovery, start.Inputs, start.Outputs);
            _housekeeper = new Housekeeper(_inputs, _outputs, options.HousekeepingBegins);
            Flush();
        }
        catch
        {
            _housekeeper?.Stop();
            _durable.Dispose();
            throw;
        }
    }

    /// <summary>Where things lie.</summary>
    public JournalLayout Layout { get; }

    /// <summary>Names the journal for all its life.</summary>
    public Guid JournalId { get; }

    /// <summary>What was found when the journal was opened.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Number of the last input; 0 before the first. Hot thread.</summary>
    public ulong LastSequence => _lastSequence;

    /// <summary>
    /// Number of the last input that survives a loss of power for certain: from opening, or the last
    /// <see cref="Flush"/>. Any thread.
    /// </summary>
    public ulong DurableSequence => Volatile.Read(ref _durableSequence);

    /// <summary>
    /// Segments for which the hot thread had to make the file itself, since no spare was ready. Any thread.
    /// </summary>
    public long InlineMaps => _inputs.InlineMaps + _outputs.InlineMaps;

    /// <summary>
    /// Full segments that the hot thread had to write to the disk itself, since housekeeping was far behind. Any
    /// thread.
    /// </summary>
    public long InlineCloses => _inputs.Spares.InlineCloses + _outputs.Spares.InlineCloses;

    /// <summary>Opens a journal for writing, or makes one.</summary>
    /// <param name="folder">Its folder; made if it is not there.</param>
    /// <param name="options">Cell, epoch, environment, sizes.</param>
    /// <exception cref="JournalException">
    /// It is open elsewhere, damaged, of another cell or a later epoch, or the disk refuses.
    /// </exception>
    public static JournalWriter Open(string folder, JournalOptions options) =>
        Begin(folder, options, JournalStart.Recover);

    /// <summary>
    /// Opens a journal that was followed to its end while another process wrote it, and that its writer has closed in
    /// order or handed over: nothing is read again, so that it takes no longer for a long journal. Where the readers do
    /// not stand at the end, or it was not closed so, it is opened as by <see cref="Open(string, JournalOptions)"/>.
    /// </summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="options">Cell, epoch, environment, sizes.</param>
    /// <param name="inputs">A following reader of the inputs, behind the last one.</param>
    /// <param name="outputs">A following reader of the outputs, behind the last one.</param>
    /// <exception cref="JournalException">As the other; it is open elsewhere above all.</exception>
    public static JournalWriter GoOn(string folder, JournalOptions options, JournalReader inputs, JournalReader outputs) =>
        Begin(
            folder,
            options,
            (layout, _) => JournalStart.Follow(layout, inputs, outputs) ?? JournalStart.Recover(layout, options));

    private static JournalWriter Begin(
        string folder, JournalOptions options, Func<JournalLayout, JournalOptions, JournalStart> start)
    {
        options.Validate();
        JournalLayout layout = new(folder);
        layout.CreateFolders();
        JournalLock ownership = JournalLock.Acquire(layout.LockFile);
        try
        {
            return new JournalWriter(layout, options, ownership, start(layout, options));
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Appends an input. Its cell, epoch, sequence and checksum are filled in, in the caller's bytes too. Hot thread.
    /// </summary>
    /// <param name="record">
    /// A record as <see cref="RecordWriter"/> makes it, of a type below <see cref="RecordType.FirstOutput"/>.
    /// </param>
    /// <returns>Its sequence.</returns>
    /// <exception cref="JournalException">It cannot be appended; the journal is as it was.</exception>
    public ulong AppendInput(Span<byte> record)
    {
        ulong sequence = _lastSequence + 1;
        ref RecordHeader header = ref HeaderOf(record);
        if (!RecordCheck.IsOfKind(header.Type, SegmentKind.Input))
        {
            throw WrongKind(in header, "an input", "AppendOutput");
        }

        // Counted only when it is appended: after a failure the next attempt gets the same number.
        header.Sequence = sequence;
        _inputs.Append(record);
        _lastSequence = sequence;
        return sequence;
    }

    /// <summary>
    /// Appends an output. The engine has set its sequence (the input that caused it) and index; cell, epoch and
    /// checksum are filled in. Hot thread.
    /// </summary>
    /// <param name="record">A record as <see cref="RecordWriter"/> makes it, of an output's type.</param>
    /// <exception cref="JournalException">
    /// It cannot be appended, or does not follow the one before: same cause and next index, or a later cause and
    /// index 0.
    /// </exception>
    public void AppendOutput(Span<byte> record)
    {
        ref RecordHeader header = ref HeaderOf(record);
        if (!RecordCheck.IsOfKind(header.Type, SegmentKind.Output))
        {
            throw WrongKind(in header, "an output", "AppendInput");
        }

        // A copy: the order moves on only when the record is appended.
        RecordOrder order = _outputOrder;
        if (!order.AcceptOutput(in header) || header.Sequence > _lastSequence)
        {
            throw WrongOrder(in header);
        }

        _outputs.Append(record);
        _outputOrder = order;
    }

    /// <summary>
    /// Writes everything to the disk, waits for it, and then writes down that it is there. The appending thread, outside
    /// the hot path. No allocation.
    /// </summary>
    /// <exception cref="JournalException">The operating system reports an error.</exception>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _inputs.Flush();
        _outputs.Flush();
        // Behind both kinds: the mark must not promise what is not on the disk.
        MarkDurable();
    }

    /// <summary>
    /// Marks the clean end, writes everything to the disk and gives the lock back. The appending thread.
    /// </summary>
    /// <exception cref="JournalException">
    /// The operating system reports an error; the lock is given back all the same.
    /// </exception>
    public void Dispose()
    {
        try
        {
            Close(isHandedOver: false);
        }
        finally
        {
            _inputs.Unmap();
            _outputs.Unmap();
        }
    }

    /// <summary>
    /// As <see cref="Dispose"/>, but leaves what costs time for that: mapped memory, and the spare segments, which the next
    /// writer takes over. Another process waits for the journal.
    /// </summary>
    /// <exception cref="JournalException">
    /// The operating system reports an error; the lock is given back all the same.
    /// </exception>
    public void HandOver() => Close(isHandedOver: true);

    private void Close(bool isHandedOver)
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _housekeeper.Stop();
        JournalException? inputFailure = _inputs.Close(_lastSequence, isHandedOver);
        JournalException? outputFailure = _outputs.Close(_outputOrder.LastSequence, isHandedOver);
        try
        {
            if ((inputFailure ?? outputFailure) is { } failure)
            {
                throw failure;
            }

            MarkDurable();
        }
        finally
        {
            _durable.Dispose();
            _lock.Dispose();
        }
    }

    private void MarkDurable()
    {
        _durable.Write(_lastSequence, _outputOrder.LastSequence, _outputOrder.LastIndex);
        Volatile.Write(ref _durableSequence, _lastSequence);
    }

    private static ref RecordHeader HeaderOf(Span<byte> record)
    {
        if (record.Length < RecordHeader.Size)
        {
            throw new JournalException(
                JournalFault.InvalidRecord,
                $"a record of {record.Length} bytes is shorter than its header of {RecordHeader.Size}",
                "put records together with RecordWriter");
        }

        return ref Unsafe.As<byte, RecordHeader>(ref MemoryMarshal.GetReference(record));
    }

    private static JournalException WrongKind(in RecordHeader header, string wanted, string other) => new(
        JournalFault.InvalidRecord,
        $"a record of type {RecordNames.Of(header.Type)} ({(int)header.Type}) is not {wanted}",
        $"set the type, or use {other}",
        sequence: header.Sequence);

    private JournalException WrongOrder(in RecordHeader header) => new(
        JournalFault.OutputOrder,
        $"output {header.Index} of input {header.Sequence} cannot follow output {_outputOrder.LastIndex} of input "
        + $"{_outputOrder.LastSequence}; the last input is {_lastSequence}",
        "outputs come in the order of their inputs, numbered from 0; after a recovery only those that "
        + $"{nameof(RecoveryReport)}.{nameof(RecoveryReport.HasOutput)} denies",
        Layout.OutputFolder,
        sequence: header.Sequence);
}
