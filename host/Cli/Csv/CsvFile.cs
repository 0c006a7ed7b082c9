using CsvHelper;

namespace Strategies.Cli.Csv;

/// <summary>
/// One file of RFC 4180: a row of names, lines that end with CR and LF, numbers with a point whatever the machine's language,
/// UTF-8 without a mark.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    private readonly CsvWriter _writer;

    /// <summary>Makes the file.</summary>
    /// <param name="path">Where; it must not be there.</param>
    /// <param name="columns">The names of the columns.</param>
    internal CsvFile(string path, params string[] columns)
    {
        _writer = CsvWriter.Create(
            new FileStream(path, FileMode.CreateNew), CsvWriterOptions.Default with { WriteByteOrderMark = false }, leaveOpen: false);
        _writer.WriteHeader(columns);
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Writes a row.</summary>
    /// <param name="fields">As many as there are columns.</param>
    internal void Write(params string[] fields) => _writer.WriteRecord(fields);
}
