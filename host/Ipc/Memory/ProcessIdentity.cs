using System.Buffers.Binary;
using System.Globalization;

namespace Strategies.Ipc.Memory;

/// <summary>
/// A process and its start time in one 64-bit word, so that the number of an ended process, given again to another,
/// is not taken for it, and so that ownership changes hands in one atomic step.
/// </summary>
/// <remarks>
/// Lower 22 bits: the process number (Linux gives none higher). Upper 42 bits: its start in clock ticks since the
/// host's start (field 22 of <c>/proc/PID/stat</c>). All processes of a cell must see the same <c>/proc</c>.
/// </remarks>
/// <param name="Word">The word; 0 is nobody.</param>
public readonly record struct ProcessIdentity(ulong Word)
{
    private const int PidBits = 22;
    private const int StateField = 0;
    private const int ThreadsField = 17;
    private const int StartField = 19;

    /// <summary>This process.</summary>
    public static ProcessIdentity Self { get; } = ReadSelf();

    /// <summary>The host's boot identifier: another after every start of the host.</summary>
    internal static (ulong Low, ulong High) BootId { get; } = ReadBootId();

    /// <summary>True for the word of nobody.</summary>
    public bool IsNobody => Word == 0;

    /// <summary>The process number.</summary>
    public int Pid => (int)(Word & ((1UL << PidBits) - 1));

    /// <summary>When it started, in clock ticks (1/100 s) since the host's start.</summary>
    public long StartTicks => (long)(Word >> PidBits);

    /// <summary>The process that has this number now; nobody when there is none. Not for the hot thread.</summary>
    /// <param name="pid">The process number.</param>
    public static ProcessIdentity Of(int pid) => ReadStat(pid) is { } fields
        ? new ProcessIdentity(((ulong)Start(fields) << PidBits) | (uint)pid)
        : default;

    /// <summary>
    /// True while any thread of the process can still run. A killed process whose parent has not yet asked for its
    /// end counts as ended. Reads <c>/proc</c>: not for the hot thread.
    /// </summary>
    public bool IsAlive()
    {
        string[]? fields = IsNobody ? null : ReadStat(Pid);
        return fields is not null && Start(fields) == StartTicks && !IsEnded(fields);
    }

    /// <summary>The process in words: its number, and whether it is this one.</summary>
    public override string ToString() =>
        IsNobody ? "nobody" : $"process {Pid}{(this == Self ? " (this one)" : "")}";

    // A killed process is a zombie while its other threads still leave; only then is it certain that none writes.
    private static bool IsEnded(string[] fields) =>
        fields[StateField] is "Z" or "X"
        && int.Parse(fields[ThreadsField], CultureInfo.InvariantCulture) <= 1;

    private static long Start(string[] fields) => long.Parse(fields[StartField], CultureInfo.InvariantCulture);

    /// <summary>The fields behind the program's name, from the state on; null when there is no such process.</summary>
    private static string[]? ReadStat(int pid)
    {
        string file = $"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat";
        try
        {
            string text = File.ReadAllText(file);
            // The program's name stands in brackets and may have brackets and blanks of its own.
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException) when (!Directory.Exists($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}"))
        {
            // It ended between the file's opening and its reading.
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, exception.Message);
        }
    }

    private static ProcessIdentity ReadSelf()
    {
        ProcessIdentity self = Of(Environment.ProcessId);
        return !self.IsNobody ? self : throw Unreadable("/proc/self/stat", "it is not there");
    }

    private static (ulong Low, ulong High) ReadBootId()
    {
        const string File = "/proc/sys/kernel/random/boot_id";
        try
        {
            byte[] bytes = Guid.Parse(System.IO.File.ReadAllText(File).Trim()).ToByteArray(bigEndian: true);
            return (BinaryPrimitives.ReadUInt64LittleEndian(bytes),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(sizeof(ulong))));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw Unreadable(File, exception.Message);
        }
    }

    private static IpcException Unreadable(string file, string why) => new(
        IpcFault.FileError,
        $"processes cannot be told apart: {why}",
        "shared memory needs Linux with /proc mounted, the same for all processes of the cell",
        file);
}
