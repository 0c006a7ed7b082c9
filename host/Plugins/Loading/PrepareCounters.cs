namespace Strategies.Plugins.Loading;

/// <summary>Running counts of a preparation; see <see cref="PrepareReport"/>.</summary>
internal sealed class PrepareCounters
{
    internal int Methods;
    internal int Instantiations;
    internal int Open;
    internal int Unresolved;
    internal int ClassConstructors;
}
