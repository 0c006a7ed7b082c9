using Strategies.Driver;
using Strategies.Ipc;
using Strategies.Journal;
using Strategies.Journal.Archiving;

namespace Strategies.Bench.Running;

/// <summary>
/// Brings the journal that the hot thread writes in memory to the disk, as the archiver of a cell does: on every CPU but
/// the hot thread's, a round each few milliseconds.
/// </summary>
internal sealed class BenchArchiver : IDisposable
{
    private const int RoundMs = 5;
    private const int KeepSegments = 4;

    private readonly JournalArchiver _archiver;
    private readonly int[] _cpus;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stop = new();
    private JournalException? _failure;

    /// <summary>Begins; the journal in memory has been opened by its writer.</summary>
    /// <param name="memory">The journal in memory.</param>
    /// <param name="archive">The journal on disk.</param>
    /// <param name="hotCpu">The hot thread's CPU.</param>
    internal BenchArchiver(string memory, string archive, int hotCpu)
    {
        _archiver = JournalArchiver.Open(memory, archive, KeepSegments);
        _cpus = [.. CpuMask.Allowed().Where(cpu => cpu != hotCpu)];
        _thread = new Thread(Run) { Name = "archiver", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Brings the rest to the disk; the journal has been closed.</summary>
    /// <exception cref="BenchException">The disk did not take it.</exception>
    internal void Finish()
    {
        _stop.Set();
        _thread.Join();
        if (_failure is not null)
        {
            throw new BenchException($"the archive: {_failure.Message}", "give another folder with --archive");
        }
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _archiver.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        // Where there is one CPU only it shares that.
        CpuMask.TrySet(0, _cpus, out _);
        try
        {
            while (!_stop.Wait(RoundMs))
            {
                Round();
            }

            while (Round())
            {
                continue;
            }
        }
        catch (JournalException exception)
        {
            _failure = exception;
        }
    }

    /// <returns>Whether there was anything to do.</returns>
    private bool Round()
    {
        bool worked = _archiver.Copy();
        worked = _archiver.Sync() || worked;
        return _archiver.Evict() || worked;
    }
}
