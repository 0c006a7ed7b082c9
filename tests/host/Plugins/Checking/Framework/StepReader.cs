using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>Which steps a step leads to.</summary>
/// <remarks>
/// What virtual calls come to is walked from where the object is made (<see cref="LateCalls"/>), or it is the strategy's own.
/// </remarks>
internal sealed class StepReader(FrameworkImages images)
{
    private readonly HashSet<Step> _next = [];

    /// <summary>Steps that a step leads to, each once.</summary>
    internal IReadOnlyCollection<Step> Read(Step step)
    {
        _next.Clear();
        switch (step.Kind)
        {
            case StepKind.Method or StepKind.Intrinsic:
                ReadBody((MethodDefinition)step.Of);
                break;
            case StepKind.Implementations:
                MethodDefinition method = (MethodDefinition)step.Of;
                _next.UnionWith(images.Implementers(method.DeclaringType)
                    .SelectMany(type => Dispatch.Implementations(type, method)).Where(one => !one.IsAbstract).Select(Step.To));
                break;
            default:
                break;
        }

        return [.. _next];
    }

    /// <summary>Whether a static field is one for all threads.</summary>
    internal static StepKind KindOf(FieldDefinition field) =>
        field.CustomAttributes.Any(one => one.AttributeType.Name == nameof(ThreadStaticAttribute))
            ? StepKind.ThreadStatic : StepKind.Static;

    /// <summary>True when a method calls through a function pointer.</summary>
    internal static bool CallsPointer(MethodDefinition method) =>
        method.HasBody && method.Body.Instructions.Any(instruction => instruction.OpCode.Code == Code.Calli);

    private void ReadBody(MethodDefinition method)
    {
        if (method.IsStatic || method.IsConstructor)
        {
            UseStatics(method.DeclaringType, isField: false);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Call or Code.Callvirt or Code.Ldftn or Code.Ldvirtftn:
                    Call(instruction, (MethodReference)instruction.Operand);
                    break;
                case Code.Newobj:
                    Make((MethodReference)instruction.Operand);
                    break;
                case Code.Calli:
                    _next.Add(new(StepKind.PointerCall, method));
                    break;
                case Code.Ldsfld or Code.Ldsflda or Code.Stsfld:
                    UseField(((FieldReference)instruction.Operand).Resolve(), isRead: instruction.OpCode.Code != Code.Stsfld);
                    break;
                case Code.Box:
                    MayExist((TypeReference)instruction.Operand);
                    break;
                case Code.Ldtoken when instruction.Operand is TypeReference type:
                    MayBeMade(type);
                    break;
                default:
                    break;
            }
        }
    }

    private void Call(Instruction instruction, MethodReference reference)
    {
        // Arrays have their members from the runtime: they read and write elements.
        if (reference.DeclaringType is ArrayType)
        {
            return;
        }

        MethodDefinition target = Dispatch.Resolve(reference);
        bool isVirtual = instruction.OpCode.Code is Code.Callvirt or Code.Ldvirtftn;
        if (instruction.Previous is { OpCode.Code: Code.Constrained, Operand: TypeReference receiver })
        {
            _next.UnionWith(Dispatch.Constrained(receiver, target));
        }
        else if (isVirtual && target.IsVirtual && !target.IsFinal && !target.DeclaringType.IsSealed)
        {
            _next.Add(new(StepKind.VirtualCall, target));
        }
        else
        {
            Follow(target);
        }
    }

    private void Make(MethodReference constructor)
    {
        if (constructor.DeclaringType is ArrayType)
        {
            return;
        }

        Follow(Dispatch.Resolve(constructor));
        MayExist(constructor.DeclaringType);
    }

    private void MayExist(TypeReference type)
    {
        if (type is not (ArrayType or GenericParameter) && !Dispatch.IsDelegate(Dispatch.Resolve(type)))
        {
            _next.Add(new(StepKind.Virtuals, Dispatch.Resolve(type)));
        }
    }

    /// <summary>The framework makes objects of its own types from their tokens too: comparers, for example.</summary>
    private void MayBeMade(TypeReference type)
    {
        if (type is not (ArrayType or GenericParameter or PointerType or FunctionPointerType)
            && Dispatch.Resolve(type) is { IsInterface: false, IsAbstract: false } made && !FrameworkImages.IsExported(made))
        {
            _next.Add(new(StepKind.Virtuals, made));
        }
    }

    /// <summary>A delegate's own members call what it was made of, and that was a step where it was made.</summary>
    private void Follow(MethodDefinition method)
    {
        if (!Dispatch.IsDelegate(method.DeclaringType) || method.HasBody)
        {
            _next.Add(Step.To(method));
        }
    }

    private void UseField(FieldDefinition field, bool isRead)
    {
        UseStatics(field.DeclaringType, isField: true);
        if (isRead && !field.IsInitOnly)
        {
            _next.Add(new(KindOf(field), field));
        }
    }

    /// <summary>ECMA-335 says when a static constructor runs: with this mark only once a field is used.</summary>
    private void UseStatics(TypeDefinition type, bool isField)
    {
        if ((isField || !type.IsBeforeFieldInit) && Dispatch.StaticConstructor(type) is { } made)
        {
            _next.Add(Step.To(made));
        }
    }
}
