using System.IO.Compression;

namespace Strategies.Cli.Tests.Support;

/// <summary>Copies a LOBSTER zip with one row of its message file changed.</summary>
internal static class DamagedDay
{
    internal static string WithRow(string source, string target, int row, Func<string, string> change)
    {
        File.Copy(source, target);
        using ZipArchive zip = ZipFile.Open(target, ZipArchiveMode.Update);
        ZipArchiveEntry entry = zip.Entries.Single(candidate =>
            candidate.Name.Contains("_message_", StringComparison.Ordinal));
        string name = entry.Name;
        string[] rows;
        using (StreamReader reader = new(entry.Open()))
        {
            rows = reader.ReadToEnd().Split('\n');
        }

        rows[row - 1] = change(rows[row - 1]);
        entry.Delete();
        using StreamWriter writer = new(zip.CreateEntry(name).Open());
        writer.Write(string.Join('\n', rows));
        return target;
    }
}
