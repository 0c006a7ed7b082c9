using System.Diagnostics;

namespace Strategies.Soak.Runs;

/// <summary>What a run gets to work with.</summary>
public sealed class SoakContext
{
    /// <summary>A memory file system with at least this much room takes the journals, as a live core's.</summary>
    private const long ScratchBytesMin = 6L << 30;

    private readonly string _run;
    private readonly SoakState _state;

    /// <summary>Makes a context.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="options">What the command line says.</param>
    /// <param name="state">What has been done.</param>
    public SoakContext(string run, SoakOptions options, SoakState state)
    {
        _run = run;
        _state = state;
        Options = options;
        Folder = Directory.CreateDirectory(Path.Combine(options.Folder, run)).FullName;
        Scratch = Directory.CreateDirectory(
            Path.Combine(options.ScratchFolder ?? FindScratch(options.Folder), run, "scratch")).FullName;
    }

    /// <summary>What the command line says.</summary>
    public SoakOptions Options { get; }

    /// <summary>The run's own folder, kept.</summary>
    public string Folder { get; }

    /// <summary>
    /// The run's own folder for what is large and of no use afterwards, in memory if there is room; it may be empty
    /// again when a run goes on after a restart of the machine.
    /// </summary>
    public string Scratch { get; }

    /// <summary>Does a step, or gives the result that it had when it was done before.</summary>
    /// <typeparam name="T">What it gives; written as JSON.</typeparam>
    /// <param name="name">Its name within the run.</param>
    /// <param name="needs">
    /// A folder that the step leaves for later steps; when it is gone the step, and all after it, are done again.
    /// </param>
    /// <param name="work">The work.</param>
    public T Step<T>(string name, string? needs, Func<T> work)
    {
        if (_state.TryGet(_run, name, out T done) && (needs is null || Directory.Exists(needs)))
        {
            Say($"{name}: done before");
            return done;
        }

        _state.Forget(_run, name);
        long started = Stopwatch.GetTimestamp();
        Say($"{name} ...");
        T result = work();
        _state.Put(_run, name, result);
        Say($"{name}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        return result;
    }

    /// <summary>Tells a person how far it is.</summary>
    /// <param name="text">One line.</param>
    public void Say(string text) => Console.Error.WriteLine($"{_run}: {text}");

    /// <summary>Makes a folder empty.</summary>
    /// <param name="folder">The folder; gone afterwards.</param>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(inner, File.GetUnixFileMode(inner) | UnixFileMode.UserWrite);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string FindScratch(string folder)
    {
        const string Memory = "/dev/shm";
        bool hasRoom = Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= ScratchBytesMin
            && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= 2 * ScratchBytesMin;
        return hasRoom ? Path.Combine(Memory, $"strategies-soak-{Environment.UserName}") : folder;
    }
}
