namespace Strategies.Driver;

/// <summary>Where an exception left a strategy's code. Text and numbers only: nothing that holds the version in memory.</summary>
/// <param name="Slot">The slot; 0 when it was not the fault of one.</param>
/// <param name="Sequence">Number of the input; 0 in a warm-up.</param>
/// <param name="Method">Type and method; empty when the exception has no trace.</param>
/// <param name="ModuleId">The compiled module that the method is in.</param>
/// <param name="MethodToken">The method's metadata token in that module; 0 when it is not known.</param>
/// <param name="IlOffset">The instruction in the method, in bytes of IL; -1 when it is not known.</param>
public sealed record FaultPlace(int Slot, ulong Sequence, string Method, Guid ModuleId, int MethodToken, int IlOffset);
