using System.Diagnostics;
using Strategies.Cell.Messages;

namespace Strategies.Follower.Rehearsing;

/// <summary>A process that rehearses one version. Asking how it is never waits for it.</summary>
internal sealed class RehearsalChild : IDisposable
{
    private const int SignalBase = 128;
    private const int KeptCharacters = 1 << 16;

    /// <summary>It ends itself at its limit; only one that cannot even do that is killed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private readonly TimeSpan _limit;
    private readonly long _startTimestamp = Stopwatch.GetTimestamp();
    private bool _isKilled;

    private RehearsalChild(Process process, RehearsalRequest request, TimeSpan limit)
    {
        _process = process;
        _limit = limit;
        Request = request;
        process.StandardInput.Close();
        _output = ReadAsync(process.StandardOutput);
        _error = ReadAsync(process.StandardError);
    }

    /// <summary>What it rehearses.</summary>
    internal RehearsalRequest Request { get; }

    /// <summary>How long it has been running.</summary>
    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(_startTimestamp);

    /// <summary>Starts one.</summary>
    /// <param name="program">The program.</param>
    /// <param name="cellFile">The cell's configuration.</param>
    /// <param name="request">What to rehearse.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The operating system starts no process.</exception>
    internal static RehearsalChild Start(RehearsalProgram program, string cellFile, in RehearsalRequest request) =>
        new(Process.Start(program.StartOf(cellFile, in request))!, request, program.Limit);

    /// <summary>Looks how it is.</summary>
    /// <param name="result">What it found, or how it ended.</param>
    /// <returns>False while it runs.</returns>
    internal bool TryFinish(out RehearsalResult result)
    {
        // An ended process may have left words in its pipes: the result is the last of them.
        if (_process.HasExited && _output.IsCompleted && _error.IsCompleted)
        {
            result = _isKilled
                ? RehearsalResult.Bad(
                    FormattableString.Invariant($"it was still running after {Elapsed.TotalSeconds:F0} s"))
                : RehearsalOutput.ResultOf(_process.ExitCode - SignalBase, _output.Result, _error.Result);
            return true;
        }

        if (!_isKilled && Elapsed > _limit + Grace)
        {
            _isKilled = true;
            _process.Kill();
        }

        result = RehearsalResult.Bad("");
        return false;
    }

    /// <summary>Kills it if it runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Reads to the end; of what is very long the beginning is kept, and the last line.</summary>
    private static async Task<string> ReadAsync(StreamReader reader)
    {
        System.Text.StringBuilder text = new();
        string last = "";
        bool isCut = false;
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            last = line;
            isCut |= text.Length + line.Length > KeptCharacters;
            if (!isCut)
            {
                text.AppendLine(line);
            }
        }

        return isCut ? text.AppendLine(last).ToString() : text.ToString();
    }
}
