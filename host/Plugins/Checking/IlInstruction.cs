using System.Reflection.Emit;

namespace Strategies.Plugins.Checking;

/// <summary>One instruction of a method body, as far as it matters here.</summary>
/// <param name="OpCode">What it does.</param>
/// <param name="Token">The metadata token it names; 0 when it names none.</param>
/// <param name="Constant">
/// The number that it carries, a <c>double</c> as its bits, of a jump the offset it jumps to; 0 when it carries none.
/// </param>
/// <param name="Offset">Where in the body it begins.</param>
internal readonly record struct IlInstruction(OpCode OpCode, int Token, long Constant, int Offset)
{
    /// <summary>True when it names a type, method or field.</summary>
    internal bool NamesMember =>
        OpCode.OperandType
            is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok;
}
