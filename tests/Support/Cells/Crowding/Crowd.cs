using System.Diagnostics;
using System.Globalization;
using Strategies.Ipc;

namespace Strategies.Cells.Crowding;

/// <summary>
/// Other programs of a machine that is busy: four loops on each CPU that never wait, a program that fills and gives back
/// much memory, and one that writes a disk full again and again. Each leads a session of its own, as programs of other
/// users do. Linux.
/// </summary>
public sealed class Crowd : IDisposable
{
    private const int LoopsPerCpu = 4;
    private const string Loop = "while :; do :; done";

    // What tail has to keep of a line without an end lies in memory.
    private const string FillMemory = "while :; do head -c 1500000000 /dev/zero | tail -c 1400000000 >/dev/null; done";
    private const string WriteDisk = "while :; do dd if=/dev/zero of=\"$1\" bs=1M count=512 conv=fdatasync 2>/dev/null; done";

    private readonly List<Process> _programs = [];
    private readonly string _file;

    /// <summary>Begins.</summary>
    /// <param name="folder">A folder on the disk that is to be written.</param>
    public Crowd(string folder)
    {
        _file = Path.Combine(folder, "crowd.bin");
        foreach (int cpu in CpuMask.Allowed())
        {
            for (int loop = 0; loop < LoopsPerCpu; loop++)
            {
                Start("taskset", "-c", cpu.ToString(CultureInfo.InvariantCulture), "sh", "-c", Loop);
            }
        }

        Start("sh", "-c", FillMemory);
        Start("sh", "-c", WriteDisk, "sh", _file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Process program in _programs)
        {
            // With all that it has started.
            CommandResult.Of("kill", "-KILL", "--", $"-{program.Id}");
            program.WaitForExit();
            program.Dispose();
        }

        File.Delete(_file);
    }

    private void Start(params string[] program) => _programs.Add(Process.Start("setsid", ["nice", "-n", "5", .. program]));
}
