using System.Runtime.CompilerServices;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Retiring;
using Strategies.Records;

namespace Strategies.Plugins.Tests.Support;

/// <summary>A loader with its retired list and a folder for packages.</summary>
internal sealed class LoaderFixture : IDisposable
{
    private int _packageCount;

    internal LoaderFixture(int retiredCapacity = RetiredList.DefaultCapacity)
    {
        Retired = new RetiredList(retiredCapacity);
        Loader = new PackageLoader(FolderHash.Of, Retired);
    }

    internal TestFolder Folder { get; } = new();

    internal RetiredList Retired { get; }

    internal PackageLoader Loader { get; }

    /// <summary>Compiles a strategy <c>Demo.Quoter</c> into a package.</summary>
    internal string Compile(string members, string types = "")
    {
        string folder = Folder[$"package{++_packageCount}"];
        PluginTestCompiler.Compile(folder, "Demo", PluginTestCompiler.Quoter(members, types));
        return folder;
    }

    /// <summary>Stages the output of a plugin project.</summary>
    internal string Stage(string project)
    {
        string folder = Folder[$"package{++_packageCount}"];
        new PackageStager(FolderHash.Of).Stage(TestPlugins.FolderOf(project), folder);
        return folder;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal LoadedStrategy Load(string folder, int slot = 1) => Loader.Load(slot, FolderHash.Of(folder), folder);

    internal LoadedStrategy LoadSource(string members, string types = "") => Load(Compile(members, types));

    internal Hash256 HashOf(string folder) => FolderHash.Of(folder);

    public void Dispose() => Folder.Dispose();
}
