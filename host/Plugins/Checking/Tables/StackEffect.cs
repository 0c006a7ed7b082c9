using System.Reflection.Emit;

namespace Strategies.Plugins.Checking.Tables;

/// <summary>How many values an instruction takes from the stack and puts there, where its operand does not decide it.</summary>
internal static class StackEffect
{
    private const string Varies = "Var";

    /// <summary>How many it takes; negative when that hangs on what it calls.</summary>
    internal static int Pops(OpCode opCode) => Count(opCode.StackBehaviourPop.ToString());

    /// <summary>How many it puts there; negative when that hangs on what it calls.</summary>
    internal static int Pushes(OpCode opCode) => Count(opCode.StackBehaviourPush.ToString());

    /// <summary>The names say it: <c>Popref_popi_popi</c> takes three.</summary>
    private static int Count(string behaviour) => behaviour.StartsWith(Varies, StringComparison.Ordinal) ? -1
        : behaviour is "Pop0" or "Push0" ? 0 : behaviour.Split('_').Length;
}
