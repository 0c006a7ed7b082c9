using System.Reflection;
using Strategies.Cell.Regions;
using Strategies.Driver;
using Strategies.Session;

namespace Strategies.Core;

/// <summary>The code that the hot thread of a core may run: <see cref="HotCode"/>, what processes share, and the core's own.</summary>
public static class HotPathCode
{
    /// <summary>The assemblies that the code lies in.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. HotCode.Assemblies, typeof(SessionClock).Assembly, typeof(LiveLoop).Assembly];

    /// <summary>Begins to compile all of it.</summary>
    public static HostCode Begin() => HostCode.Begin(
    [
        .. HotCode.Types,
        .. typeof(SessionClock).Assembly.GetTypes(),
        .. typeof(LiveLoop).Assembly.GetTypes().Where(type => type.Namespace == typeof(LiveLoop).Namespace),
    ]);
}
