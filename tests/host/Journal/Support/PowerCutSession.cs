using Strategies.Records;

namespace Strategies.Journal.Tests.Support;

/// <summary>A journal that was flushed, written on, and lost its power; and what had been written.</summary>
internal sealed class PowerCutSession : IDisposable
{
    private const int InputsMax = 120;

    private readonly int[] _outputCounts;

    internal PowerCutSession(Random random)
    {
        Cut = new TestJournal();
        _outputCounts = [.. Enumerable.Range(0, random.Next(2, InputsMax)).Select(_ => random.Next(0, 12))];
        int durable = random.Next(1, _outputCounts.Length);
        PowerCut power = new(random);
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            Append(writer, durable);
            writer.Flush();
            Durable = writer.LastSequence;
            DurableOutputs = Outputs.Count;
            power.Remember(journal);
            for (int moment = 0; moment < 3; moment++)
            {
                Append(writer, random.Next((int)writer.LastSequence, _outputCounts.Length + 1));
                power.Remember(journal);
            }

            Append(writer, _outputCounts.Length);
            power.Remember(journal);
        }

        From = random.Next(3) switch { 0 => 0, 1 => Durable, _ => JournalOptions.VerifyLastSegments };
        power.Play(Cut.Folder);
    }

    /// <summary>What the loss of power has left.</summary>
    internal TestJournal Cut { get; }

    /// <summary>All inputs that were ever written.</summary>
    internal List<byte[]> Inputs { get; } = [];

    /// <summary>All outputs that were ever written.</summary>
    internal List<byte[]> Outputs { get; } = [];

    /// <summary>Number of the last input that was flushed.</summary>
    internal ulong Durable { get; }

    /// <summary>Outputs that were flushed.</summary>
    internal int DurableOutputs { get; }

    /// <summary>A value for <see cref="JournalOptions.VerifyFrom"/>.</summary>
    internal ulong From { get; }

    /// <summary>Writes everything that is not there, as an engine that recovers does.</summary>
    internal void Fill(JournalWriter writer)
    {
        foreach (byte[] output in Outputs)
        {
            RecordHeader header = RecordWriter.Header(output);
            while (writer.LastSequence < header.Sequence)
            {
                writer.AppendInput(Inputs[(int)writer.LastSequence]);
            }

            if (!writer.Recovery.HasOutput(header.Sequence, header.Index))
            {
                writer.AppendOutput(output);
            }
        }

        while (writer.LastSequence < (ulong)Inputs.Count)
        {
            writer.AppendInput(Inputs[(int)writer.LastSequence]);
        }
    }

    public void Dispose() => Cut.Dispose();

    private void Append(JournalWriter writer, int upTo)
    {
        while (writer.LastSequence < (ulong)upTo)
        {
            byte[] input = TestRecords.Input(writer.LastSequence + 1, TestRecords.PayloadLength(writer.LastSequence));
            ulong cause = writer.AppendInput(input);
            Inputs.Add(input);
            for (uint index = 0; index < _outputCounts[(int)cause - 1]; index++)
            {
                byte[] output = TestRecords.Output(cause, index);
                writer.AppendOutput(output);
                Outputs.Add(output);
            }
        }
    }
}
