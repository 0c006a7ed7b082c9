using System.Text;

namespace Strategies.Supervisor;

/// <summary>What a process wrote to its standard error, which goes to a file beside its log.</summary>
internal static class ErrorTail
{
    private const int BytesMax = 64 << 10;
    private const string Problem = "error: ";
    private const string Advice = "hint: ";

    private static readonly string[] Endings =
        ["Unhandled exception", "Stack overflow", "Fatal error", "Process terminated"];

    /// <summary>Bytes in the file so far: what a process writes from now on lies behind.</summary>
    /// <param name="file">The file; it need not be there.</param>
    internal static long LengthOf(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    /// <summary>The last error and the hint that goes with it; both empty when nothing was written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">Where the process's words begin.</param>
    internal static (string Error, string Hint) Read(string file, long from)
    {
        string[] lines = Lines(file, from);
        int at = Array.FindLastIndex(lines, line => line.StartsWith(Problem, StringComparison.Ordinal));
        if (at >= 0)
        {
            string? hint = lines.Skip(at).FirstOrDefault(line => line.StartsWith(Advice, StringComparison.Ordinal));
            return (lines[at][Problem.Length..], hint?[Advice.Length..] ?? "");
        }

        string? ending = lines.FirstOrDefault(line =>
            Endings.Any(each => line.StartsWith(each, StringComparison.Ordinal)));
        return (ending ?? lines.LastOrDefault() ?? "", "");
    }

    private static string[] Lines(string file, long from)
    {
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(Math.Min(from, stream.Length), SeekOrigin.Begin);
            byte[] bytes = new byte[BytesMax];
            int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(bytes, 0, count)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [$"{file} cannot be read: {exception.Message}"];
        }
    }
}
