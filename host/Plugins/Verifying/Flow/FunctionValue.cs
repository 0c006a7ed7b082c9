using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>What <c>ldftn</c> and <c>ldvirtftn</c> leave for a delegate.</summary>
/// <param name="Method">The method.</param>
/// <param name="Offset">Where the instruction stands: the delegate is made right behind it.</param>
/// <param name="Target">The object that <c>ldvirtftn</c> looked the method up in; null for <c>ldftn</c>.</param>
internal sealed record FunctionValue(MethodUse Method, int Offset, StackValue? Target);
