namespace Strategies.Feeds.Tests.Support;

/// <summary>A folder for one test, removed at its end.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strategies-feeds-");

    internal string File(string name) => Path.Combine(_folder.FullName, name);

    internal string Write(string name, byte[] content)
    {
        string file = File(name);
        System.IO.File.WriteAllBytes(file, content);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
