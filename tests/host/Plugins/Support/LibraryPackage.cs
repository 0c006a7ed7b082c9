using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;

namespace Strategies.Plugins.Tests.Support;

/// <summary>A strategy <c>Demo.Quoter</c> with a private dependency <c>Library</c>.</summary>
internal sealed class LibraryPackage : IDisposable
{
    private const string Usings = "using System; using System.Collections; using System.Collections.Generic; using System.Linq; namespace Lib; ";

    private readonly TestFolder _folder = new();

    internal LibraryPackage(string library, string members, bool allowUnsafe = false, string types = "", string baseClass = "Strategy")
    {
        string path = PluginTestCompiler.Compile(Path, "Library", Usings + library, [PluginTestCompiler.SdkPath], allowUnsafe);
        PluginTestCompiler.Compile(Path, "Demo", PluginTestCompiler.Quoter(members, types).Replace(": Strategy", $": {baseClass}", StringComparison.Ordinal), [PluginTestCompiler.SdkPath, path]);
        File.WriteAllText(_folder["Demo.deps.json"], "{}");
    }

    /// <summary>Its folder.</summary>
    internal string Path => _folder.Path;

    internal CheckResult Check() => PackageChecker.Check(StrategyPackage.Read(Path));

    public void Dispose() => _folder.Dispose();
}
