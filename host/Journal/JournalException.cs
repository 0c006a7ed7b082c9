using System.Globalization;
using System.Text;

namespace Strategies.Journal;

/// <summary>A journal or its store cannot be read or written: what is wrong, where, and a way out.</summary>
public sealed class JournalException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="fault">What kind of fault it is.</param>
    /// <param name="what">The fault in words, without place and hint.</param>
    /// <param name="hint">What the reader can do about it.</param>
    /// <param name="file">The file or folder; empty when none is concerned.</param>
    /// <param name="offset">Byte offset in the file; -1 when none is concerned.</param>
    /// <param name="sequence">The input number that was expected or found there; 0 when none is concerned.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public JournalException(
        JournalFault fault,
        string what,
        string hint,
        string file = "",
        long offset = -1,
        ulong sequence = 0,
        Exception? inner = null)
        : base(Compose(what, hint, file, offset, sequence), inner)
    {
        Fault = fault;
        What = what;
        Hint = hint;
        File = file;
        Offset = offset;
        Sequence = sequence;
    }

    /// <summary>What kind of fault it is.</summary>
    public JournalFault Fault { get; }

    /// <summary>The fault in words, without place and hint.</summary>
    public string What { get; }

    /// <summary>What can be done about it.</summary>
    public string Hint { get; }

    /// <summary>The file or folder; empty when none is concerned.</summary>
    public string File { get; }

    /// <summary>Byte offset in <see cref="File"/>; -1 when none is concerned.</summary>
    public long Offset { get; }

    /// <summary>The input number that was expected or found there; 0 when none is concerned.</summary>
    public ulong Sequence { get; }

    /// <summary>The operating system's error number; 0 when it has reported none.</summary>
    public int ErrorNumber { get; internal init; }

    private static string Compose(string what, string hint, string file, long offset, ulong sequence)
    {
        StringBuilder text = new(what);
        List<string> place = [];
        if (file.Length > 0)
        {
            place.Add(file);
        }

        if (offset >= 0)
        {
            place.Add(string.Create(CultureInfo.InvariantCulture, $"byte {offset}"));
        }

        if (sequence > 0)
        {
            place.Add(string.Create(CultureInfo.InvariantCulture, $"sequence {sequence}"));
        }

        if (place.Count > 0)
        {
            text.Append(" (").AppendJoin(", ", place).Append(')');
        }

        return text.Append(". Hint: ").Append(hint).ToString();
    }
}
