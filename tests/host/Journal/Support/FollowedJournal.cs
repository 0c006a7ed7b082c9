namespace Strategies.Journal.Tests.Support;

/// <summary>A journal's inputs and outputs, followed while another writes them.</summary>
internal sealed class FollowedJournal : IDisposable
{
    private readonly string _folder;

    internal FollowedJournal(TestJournal journal, ulong fromInput = 0, ulong fromCause = 0)
    {
        _folder = journal.Folder;
        Inputs = JournalReader.OpenInputs(_folder, fromInput, JournalReadMode.Follow);
        Outputs = JournalReader.OpenOutputs(_folder, fromCause, JournalReadMode.Follow);
        ReadToEnd();
    }

    internal JournalReader Inputs { get; }

    internal JournalReader Outputs { get; }

    internal void ReadToEnd()
    {
        while (Inputs.MoveNext())
        {
        }

        while (Outputs.MoveNext())
        {
        }
    }

    internal JournalWriter GoOn(long segmentBytes = 8192) =>
        JournalWriter.GoOn(_folder, TestJournal.Options(segmentBytes), Inputs, Outputs);

    public void Dispose()
    {
        Inputs.Dispose();
        Outputs.Dispose();
    }
}
