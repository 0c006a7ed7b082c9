namespace Strategies.Plugins.Checking.Tables;

/// <summary>What a call takes from the stack and leaves there.</summary>
/// <param name="ParameterCount">Parameters without the object.</param>
/// <param name="HasThis">It takes an object.</param>
/// <param name="Returns">It leaves a value.</param>
internal readonly record struct CallShape(int ParameterCount, bool HasThis, bool Returns);
