namespace Strategies.Plugins.Tests.Support;

/// <summary>
/// A table of strategies whose sources lie in a folder of this project: what the right answer to each is, and what the check answers now. Each
/// source is an assembly of its own.
/// </summary>
internal sealed class SourceTable
{
    /// <summary>With this set the column "now" is written anew instead of compared.</summary>
    private const string WriteVariable = "STRATEGIES_WRITE_TABLES";

    private const int Now = 3;

    private readonly string _file;
    private readonly string _header;

    internal SourceTable(string folder, string file)
    {
        string own = Path.Combine(Checkout.Root, "tests", "host", "Plugins", "Checking");
        _file = Path.Combine(own, file);
        Sources = Path.Combine(own, folder);
        string[] lines = File.ReadAllLines(_file);
        _header = lines[0];
        Rows = [.. lines.Skip(1).Select(line => line.Split('\t'))];
    }

    /// <summary>Folder of the sources.</summary>
    internal string Sources { get; }

    /// <summary>File, harm, right answer, answer now, and what it is.</summary>
    internal IReadOnlyList<string[]> Rows { get; }

    /// <summary>Asks the check about each and holds the answers against the table's.</summary>
    internal void RequireAsWritten()
    {
        List<string> differences = [];
        foreach (string[] row in Rows)
        {
            string answer = SourcePackage.Ask(Sources, row[0]);
            if (answer != row[Now])
            {
                differences.Add($"{row[0]}\n  written: {row[Now]}\n  now:     {answer}");
                row[Now] = answer;
            }
        }

        if (Environment.GetEnvironmentVariable(WriteVariable) is not null)
        {
            File.WriteAllLines(_file, [_header, .. Rows.Select(row => string.Join('\t', row))]);
            return;
        }

        Assert.True(
            differences.Count == 0,
            $"{_file}: {differences.Count} answers of the check are not those of the table ({WriteVariable}=1 writes it anew):\n"
            + string.Join('\n', differences));
    }
}
