namespace Strategies.Plugins.Reaching;

/// <summary>
/// What virtual methods that may stand in for one another have in common. Types of parameters are left out: more is reached then, never
/// less.
/// </summary>
/// <param name="Name">Name without the interface in front of it.</param>
/// <param name="ParameterCount">How many parameters.</param>
internal readonly record struct SlotKey(string Name, int ParameterCount);
