using System.Runtime.CompilerServices;
using Strategies.Journal;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Swaps.Days;

/// <summary>
/// What a day's journal says, read without the engine: where the fills were, where versions changed, what was sent,
/// what the strategy published last.
/// </summary>
public sealed class DaySurvey
{
    private readonly List<DayFill> _fills = [];
    private readonly List<long> _commits = [];
    private readonly Dictionary<string, long> _published = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, long> _publishedVersions = [];

    private DaySurvey()
    {
    }

    /// <summary>Market messages.</summary>
    public long Events { get; private set; }

    /// <summary>Receive time of the first market message, ns since 1970-01-01 UTC.</summary>
    public long FirstTimeNs { get; private set; }

    /// <summary>Receive time of the last market message, ns since 1970-01-01 UTC.</summary>
    public long LastTimeNs { get; private set; }

    /// <summary>Fills of our orders, in order.</summary>
    public IReadOnlyList<DayFill> Fills => _fills;

    /// <summary>Market messages before each committed swap, in order; the first deployment is not among them.</summary>
    public IReadOnlyList<long> CommitEvents => _commits;

    /// <summary>New orders, replace and cancel requests that left.</summary>
    public long Requests { get; private set; }

    /// <summary>Digest of all requests that left, each with its time: equal for equal trading.</summary>
    public ulong RequestsDigest { get; private set; }

    /// <summary>Newest value of each name that the strategy published.</summary>
    public IReadOnlyDictionary<string, long> Published => _published;

    /// <summary>The version that the code of each swap said it is, in order.</summary>
    public IEnumerable<long> PublishedVersions => _publishedVersions.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <summary>Reads a journal that nobody writes.</summary>
    /// <param name="journalDir">Its folder.</param>
    /// <exception cref="JournalException">It is damaged.</exception>
    public static DaySurvey Of(string journalDir)
    {
        DaySurvey survey = new();
        survey.ReadInputs(journalDir);
        survey.ReadOutputs(journalDir);
        return survey;
    }

    private void ReadInputs(string journalDir)
    {
        using JournalReader inputs = JournalReader.OpenInputs(journalDir);
        bool isDeployed = false;
        while (inputs.MoveNext())
        {
            ReadOnlySpan<byte> record = inputs.Record;
            switch (inputs.Header.Type)
            {
                case RecordType.MarketData:
                    Events += MarketDataDecoder.CountMessages(
                        inputs.Header.PayloadFormat, record[(RecordHeader.Size + Unsafe.SizeOf<MarketDataPrefix>())..]);
                    FirstTimeNs = FirstTimeNs == 0 ? inputs.Header.ReceiveTimeNs : FirstTimeNs;
                    LastTimeNs = inputs.Header.ReceiveTimeNs;
                    break;
                case RecordType.ExecutionReport
                    when RecordWriter.Payload<ExecutionReportPayload>(record).ExecType == ExecType.Trade:
                    _fills.Add(new DayFill(Events, inputs.Header.ReceiveTimeNs));
                    break;
                case RecordType.SwapCommitted when isDeployed:
                    _commits.Add(Events);
                    break;
                case RecordType.SwapCommitted:
                    isDeployed = true;
                    break;
            }
        }
    }

    private void ReadOutputs(string journalDir)
    {
        using JournalReader outputs = JournalReader.OpenOutputs(journalDir);
        Fnv1a digest = Fnv1a.Start();
        while (outputs.MoveNext())
        {
            ReadOnlySpan<byte> record = outputs.Record;
            switch (outputs.Header.Type)
            {
                case RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest:
                    Requests++;
                    digest.Add((long)outputs.Header.Type);
                    digest.Add(outputs.Header.ReceiveTimeNs);
                    digest.Add(record[RecordHeader.Size..]);
                    break;
                case RecordType.Publish:
                    ref readonly PublishPayload publish = ref RecordWriter.Payload<PublishPayload>(record);
                    string name = publish.Name.ToString();
                    _published[name] = publish.Value;
                    if (name == "version")
                    {
                        _publishedVersions[outputs.Header.Sequence] = publish.Value;
                    }

                    break;
            }
        }

        RequestsDigest = digest.Value;
    }
}
