using System.Text;
using Strategies.Records;

namespace Strategies.Plugins.Tests.Support;

/// <summary>
/// Names a folder by the names and contents of its files, as the journal's content store does in its own way.
/// </summary>
internal static class FolderHash
{
    internal static Hash256 Of(string folder)
    {
        using MemoryStream all = new();
        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            byte[] content = File.ReadAllBytes(file);
            all.Write(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\n{content.Length}\n"));
            all.Write(content);
        }

        return Hash256.Of(all.ToArray());
    }
}
